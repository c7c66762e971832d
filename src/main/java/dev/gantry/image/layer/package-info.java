/** Unpacked layers: each is made once, by descriptor, in the form that overlayfs takes, and is only read from then on. */
package dev.gantry.image.layer;
