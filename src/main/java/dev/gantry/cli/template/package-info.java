/** The part of Go's text/template that {@code --format} is used with: fields, pipelines, functions, if, range and with. */
package dev.gantry.cli.template;
