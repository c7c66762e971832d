package dev.gantry.console.page;

/**
 * A layer of a pull.
 *
 * @param permille how far its phase is
 */
public record LayerRow(String id, String phase, String phaseText, int permille, String bytes, String rate) {}
