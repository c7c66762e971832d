/** Reading tar archives, with every name and attribute as it stands in them. */
package dev.gantry.image.tar;
