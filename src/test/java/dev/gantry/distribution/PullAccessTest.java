package dev.gantry.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.model.Reference;
import dev.gantry.model.GantryException;
import dev.gantry.model.Unauthorized;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pulls where the registry wants to know who asks: credentials and tokens reach those they are for, and nobody else. */
@QuarkusTest
@WithTestResource(value = SmallDisk.class, scope = TestResourceScope.MATCHING_RESOURCES)
class PullAccessTest extends TransferTest {

    @Inject
    SignIns signIns;

    @Test
    void aTokenIsFetchedForTheRepository() throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0)) {
            var image = TestImage.schema2(layer("a", 500));
            faulty.serve(image, "r", "1");
            var manifest = FaultyRegistry.bytes(image.manifestType(), image.manifest());
            faulty.answer("/token", FaultyRegistry.bytes("application/json", "{\"token\":\"T\"}".getBytes()));
            faulty.answer("/v2/r/manifests/1", exchange -> {
                if ("Bearer T".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    manifest.to(exchange);
                } else {
                    FaultyRegistry.status(401, "WWW-Authenticate", "Bearer realm=\"http://" + faulty.host() + "/token\",service=\"s\"", "").to(exchange);
                }
            });
            pulls.pull(Reference.parse(faulty.host() + "/r:1"), Optional.empty(), Optional.of(password()), false).await();
            var asked = faulty.seen.stream().filter(request -> request.path().startsWith("/token")).findFirst().orElseThrow();
            assertEquals("/token?service=s&scope=repository%3Ar%3Apull", asked.path());
            assertTrue(asked.header("Authorization").startsWith("Basic "));
        }
    }

    @Test
    void credentialsAreNotSentToARealmOfAnotherHost() throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0); var thief = new FaultyRegistry("127.0.0.2", 0)) {
            faulty.answer("/v2/r/manifests/1", FaultyRegistry.status(401, "WWW-Authenticate", "Bearer realm=\"http://" + thief.host() + "/token\",service=\"s\"", ""));
            var task = pulls.pull(Reference.parse(faulty.host() + "/r:1"), Optional.empty(), Optional.of(password()), false);
            assertThrows(Unauthorized.class, task::await);
            assertTrue(thief.seen.isEmpty());
        }
    }

    @Test
    void credentialsAreNotSentWhereARedirectLeads() throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0); var other = new FaultyRegistry("127.0.0.2", 0)) {
            var image = TestImage.schema2(layer("a", 500));
            faulty.serve(image, "r", "1");
            byte[] blob = image.layers().getFirst();
            var manifest = FaultyRegistry.bytes(image.manifestType(), image.manifest());
            faulty.answer("/v2/r/manifests/1", exchange -> {
                if (exchange.getRequestHeaders().containsKey("Authorization")) {
                    manifest.to(exchange);
                } else {
                    FaultyRegistry.status(401, "WWW-Authenticate", "Basic realm=\"x\"", "").to(exchange);
                }
            });
            faulty.answer(FaultyRegistry.path("r", blob), FaultyRegistry.status(307, "Location", "http://" + other.host() + "/elsewhere", ""));
            other.answer("/elsewhere", FaultyRegistry.bytes("application/octet-stream", blob));
            pulls.pull(Reference.parse(faulty.host() + "/r:1"), Optional.empty(), Optional.of(password()), false).await();
            assertTrue(faulty.seen.stream().anyMatch(request -> request.header("Authorization").startsWith("Basic ")));
            assertEquals(1, other.seen.size());
            assertEquals("", other.seen.getFirst().header("Authorization"));
        }
    }

    @Test
    void credentialsAreTriedAtTheRegistryThatTheyAreFor() throws Exception {
        try (var closed = new DebianRegistry(true); var open = new DebianRegistry()) {
            assertEquals(Optional.empty(), signIns.signIn(closed.host(), Optional.of(password())));
            assertEquals(Optional.empty(), signIns.signIn("http://" + closed.host() + "/v2/", Optional.of(password())));
            assertEquals(Optional.empty(), signIns.signIn(open.host(), Optional.of(password())));
            var wrong = new RegistryAuth(Optional.of("user"), Optional.of("wrong"), Optional.empty(), Optional.empty());
            assertEquals("login attempt to http://" + closed.host() + "/v2/ failed with status: 401 Unauthorized",
                    assertThrows(Unauthorized.class, () -> signIns.signIn(closed.host(), Optional.of(wrong))).getMessage());
            assertEquals("Get \"http://" + closed.host() + "/v2/\": no basic auth credentials",
                    assertThrows(GantryException.class, () -> signIns.signIn(closed.host(), Optional.empty())).getMessage());
        }
        assertThrows(GantryException.class, () -> signIns.signIn("127.0.0.1:1", Optional.of(password())));
        assertThrows(GantryException.class, () -> signIns.signIn("bad host!", Optional.of(password())));
    }

    @Test
    void aTokenServiceMayGiveAnIdentityTokenInPlaceOfThePassword() throws Exception {
        try (var faulty = new FaultyRegistry("127.0.0.1", 0)) {
            faulty.answer("/token", FaultyRegistry.bytes("application/json", "{\"token\":\"T\",\"refresh_token\":\"R\"}".getBytes()));
            faulty.answer("/v2/", exchange -> {
                boolean signed = "Bearer T".equals(exchange.getRequestHeaders().getFirst("Authorization"));
                FaultyRegistry.status(signed ? 200 : 401, "WWW-Authenticate", "Bearer realm=\"http://" + faulty.host() + "/token\",service=\"s\"", "").to(exchange);
            });
            assertEquals(Optional.of("R"), signIns.signIn(faulty.host(), Optional.of(password())));
        }
    }
}
