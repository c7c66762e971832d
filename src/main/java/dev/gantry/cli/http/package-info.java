/** HTTP/1.1 to the engine over its unix socket, as little of it as the Docker Engine API needs. */
package dev.gantry.cli.http;
