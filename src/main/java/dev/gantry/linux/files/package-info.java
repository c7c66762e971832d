/** Files by descriptor: making, looking up and removing them without a path being resolved twice or leading out of a root. */
package dev.gantry.linux.files;
