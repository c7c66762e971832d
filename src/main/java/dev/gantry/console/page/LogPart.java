package dev.gantry.console.page;

import java.util.List;

/**
 * Part of a log as a page shows it first.
 *
 * @param resumeAfter the cursor after which the live side goes on
 * @param first the lowest cursor shown, 0 where nothing is
 * @param note what there is to say of it, may be empty
 */
public record LogPart(List<LogRow> rows, long resumeAfter, long first, String note) {}
