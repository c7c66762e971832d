package dev.gantry.console.page;

import java.util.List;

/**
 * How far a task is, for its page; a text is empty where there is nothing to say.
 *
 * @param bytes downloaded of how many
 * @param eta when the download will be over
 */
public record Progress(String bytes, String rate, String eta, int layersDone, List<LayerRow> layers, List<String> messages, Problem problem) {}
