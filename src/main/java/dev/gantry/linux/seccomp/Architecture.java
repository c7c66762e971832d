package dev.gantry.linux.seccomp;

import java.util.Arrays;
import java.util.Optional;

/**
 * The calling conventions that the table of system calls covers, with their AUDIT_ARCH_… values of linux/audit.h.
 */
enum Architecture {
    X86_64("SCMP_ARCH_X86_64", "amd64", 0xc000_003e, 0),
    X86("SCMP_ARCH_X86", "x86", 0x4000_0003, 0),
    /** Shares its audit value with x86-64; its numbers have bit 30. */
    X32("SCMP_ARCH_X32", "x32", 0xc000_003e, 0x4000_0000),
    AARCH64("SCMP_ARCH_AARCH64", "arm64", 0xc000_00b7, 0);

    private final String profileName;
    private final String conditionName;
    private final int audit;
    private final int numberBit;

    Architecture(String profileName, String conditionName, int audit, int numberBit) {
        this.profileName = profileName;
        this.conditionName = conditionName;
        this.audit = audit;
        this.numberBit = numberBit;
    }

    /** The name in a condition of a profile, {@code includes.arches}. */
    String conditionName() {
        return conditionName;
    }

    int audit() {
        return audit;
    }

    int numberBit() {
        return numberBit;
    }

    /** The one that this machine runs natively. */
    static Architecture host() {
        return System.getProperty("os.arch").equals("aarch64") ? AARCH64 : X86_64;
    }

    /** Empty for one that this machine's family does not have a table for. */
    static Optional<Architecture> of(String profileName) {
        return Arrays.stream(values()).filter(value -> value.profileName.equals(profileName)).findFirst();
    }
}
