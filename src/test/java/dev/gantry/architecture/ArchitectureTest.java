package dev.gantry.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Holds the map of docs/architecture.md: arrows point down only, and no two packages need each other. */
@AnalyzeClasses(packages = "dev.gantry", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] SERVERS = {"dev.gantry.dockerapi..", "dev.gantry.rest..", "dev.gantry.console..", "dev.gantry.registry..", "dev.gantry.entry.."};
    private static final String[] DOMAIN = {
        "dev.gantry.container..", "dev.gantry.exec..", "dev.gantry.image..", "dev.gantry.distribution..", "dev.gantry.build..", "dev.gantry.network..",
        "dev.gantry.volume..", "dev.gantry.log..", "dev.gantry.event..", "dev.gantry.stats..", "dev.gantry.task..", "dev.gantry.access..", "dev.gantry.record.."
    };
    private static final String[] BASE = {"dev.gantry.model..", "dev.gantry.config.."};

    @ArchTest
    static final ArchRule arrows_point_down_only = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.gantry..")
            .withOptionalLayers(true)
            .layer("engine").definedBy("dev.gantry.engine..")
            .layer("servers").definedBy(SERVERS)
            .layer("domain").definedBy(DOMAIN)
            .layer("linux").definedBy("dev.gantry.linux..")
            .layer("base").definedBy(BASE)
            .layer("cli").definedBy("dev.gantry.cli..")
            .whereLayer("engine").mayNotBeAccessedByAnyLayer()
            .whereLayer("cli").mayNotBeAccessedByAnyLayer()
            .whereLayer("servers").mayOnlyBeAccessedByLayers("engine")
            .whereLayer("domain").mayOnlyBeAccessedByLayers("servers", "engine")
            .whereLayer("linux").mayOnlyBeAccessedByLayers("domain", "engine");

    @ArchTest
    static final ArchRule every_class_has_its_place_on_the_map = classes()
            .should()
            .resideInAnyPackage(concat(SERVERS, DOMAIN, BASE, new String[] {"dev.gantry.engine..", "dev.gantry.linux..", "dev.gantry.cli.."}));

    @ArchTest
    static final ArchRule no_two_packages_need_each_other = slices().matching("dev.gantry.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_base_calls_nothing_of_the_engine = noClasses()
            .that()
            .resideInAnyPackage(BASE)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.gantry..").and(resideInAnyPackage(BASE).negate()))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_command_line_is_a_client_like_any_other = noClasses()
            .that()
            .resideInAPackage("dev.gantry.cli..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.gantry..").and(resideInAPackage("dev.gantry.cli..").negate()))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_servers_speak_http = noClasses()
            .that()
            .resideInAnyPackage(concat(DOMAIN, BASE, new String[] {"dev.gantry.linux.."}))
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "io.vertx.core.http..", "jakarta.websocket.."));

    private static String[] concat(String[]... parts) {
        return Stream.of(parts).flatMap(Stream::of).toArray(String[]::new);
    }
}
