/** The pages: a resource class each, with records for what its template shows. Their paths have the prefix {@code /ui} here and none in the browser. */
package dev.gantry.console.page;
