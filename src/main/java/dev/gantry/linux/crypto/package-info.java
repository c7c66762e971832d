/**
 * Digests and key derivation by the host's OpenSSL, which uses the processor's instructions for SHA-2. The JDK has them in code of its second compiler only, which the engine does without;
 * where the host has no OpenSSL the JDK's own are used, some fifteen times slower.
 */
package dev.gantry.linux.crypto;
