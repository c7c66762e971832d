/** How answers are shown: tables, lists by a template, sizes, ages and times as Docker's command line writes them. */
package dev.gantry.cli.show;
