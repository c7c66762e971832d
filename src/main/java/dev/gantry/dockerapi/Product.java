package dev.gantry.dockerapi;

import org.eclipse.microprofile.config.ConfigProvider;

/** What this engine calls itself. */
final class Product {

    static final String VERSION = ConfigProvider.getConfig().getOptionalValue("quarkus.application.version", String.class).orElse("dev");

    private Product() {}
}
