/** The content store: every blob once, by digest, verified while it is written. */
package dev.gantry.image.content;
