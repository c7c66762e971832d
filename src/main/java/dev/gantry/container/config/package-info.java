/** What a container is asked to be: Docker's Config and HostConfig in the domain's own terms. Values only; bytes, nanoseconds and lists as Docker means them. */
package dev.gantry.container.config;
