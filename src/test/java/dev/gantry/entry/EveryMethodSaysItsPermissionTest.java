package dev.gantry.entry;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EveryMethodSaysItsPermissionTest {

    @Test
    @DisplayName("every resource method says which permission it needs, or that it is open")
    void everyMethod() {
        JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.gantry");
        List<JavaMethod> methods = classes.stream().flatMap(type -> type.getMethods().stream())
                .filter(method -> !method.getModifiers().contains(ABSTRACT) && method.isMetaAnnotatedWith(HttpMethod.class))
                .toList();
        assertFalse(methods.isEmpty(), "no resource method was found: the test looks in the wrong place");
        List<String> silent = methods.stream()
                .filter(method -> method.isAnnotatedWith(Requires.class) == method.isAnnotatedWith(Open.class))
                .map(JavaMethod::getFullName)
                .toList();
        assertEquals(List.of(), silent);
    }
}
