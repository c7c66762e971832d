/** Programs started inside a running container. */
package dev.gantry.exec;
