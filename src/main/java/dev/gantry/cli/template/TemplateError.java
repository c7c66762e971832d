package dev.gantry.cli.template;

/** A template that can't be read, or that asks for what is not there; the message says where. */
public final class TemplateError extends RuntimeException {

    TemplateError(String message) {
        super(message);
    }
}
