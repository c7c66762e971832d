/**
 * From a seccomp profile (Docker's JSON form) to a classic BPF program, seccomp(2).
 */
package dev.gantry.linux.seccomp;
