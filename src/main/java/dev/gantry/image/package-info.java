/**
 * Images: the content store with every blob, the unpacked layers, and the records of which image has which name. {@link dev.gantry.image.Images} is the way in.
 */
package dev.gantry.image;
