package dev.gantry.entry;

import static io.restassured.RestAssured.given;

import dev.gantry.config.Paths;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;

/** Signs in with the first password, as a person would who has read it from its file. */
public final class SignedIn {

    private SignedIn() {}

    /** The origin of the engine under test. */
    public static String origin() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }

    /** A new session's cookie value. */
    public static String cookie(Paths paths) throws IOException {
        String[] first = Files.readString(paths.firstSignIn()).strip().split(" ");
        return given().redirects().follow(false).header("Origin", origin())
                .formParam("name", first[0]).formParam("password", first[1])
                .post("/sign-in").then().statusCode(303).extract().cookie(SessionCookie.NAME);
    }
}
