package dev.gantry.dockerapi;

import io.vertx.core.MultiMap;

/** What Docker says in the head of every answer. */
final class DockerHeaders {

    private DockerHeaders() {}

    static void put(MultiMap headers) {
        headers.set("Api-Version", ApiVersion.NEWEST.toString())
                .set("Docker-Experimental", "false")
                .set("Ostype", "linux")
                .set("Server", "Docker/" + Product.VERSION + " (linux)");
    }
}
