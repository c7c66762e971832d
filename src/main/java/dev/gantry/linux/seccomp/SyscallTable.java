package dev.gantry.linux.seccomp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Numbers of the system calls by name and architecture; from the kernel's headers, as a data file.
 */
final class SyscallTable {
    private static final String FILE = "syscalls.tsv";
    private static final String NONE = "-";

    private final Map<Architecture, Map<String, Integer>> numbers;

    private SyscallTable(Map<Architecture, Map<String, Integer>> numbers) {
        this.numbers = numbers;
    }

    static SyscallTable load() {
        Map<Architecture, Map<String, Integer>> numbers = new EnumMap<>(Architecture.class);
        for (Architecture architecture : Architecture.values()) {
            numbers.put(architecture, new HashMap<>());
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(SyscallTable.class.getResourceAsStream(FILE), StandardCharsets.US_ASCII))) {
            lines.lines().skip(1).map(line -> line.split("\t")).forEach(columns -> {
                for (Architecture architecture : Architecture.values()) {
                    String number = columns[1 + architecture.ordinal()];
                    if (!number.equals(NONE)) {
                        numbers.get(architecture).put(columns[0], Integer.parseInt(number) | architecture.numberBit());
                    }
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException("Reading " + FILE, failure);
        }
        return new SyscallTable(numbers);
    }

    /** Empty where the architecture does not have the call, or the table does not know it. */
    OptionalInt number(Architecture architecture, String name) {
        Integer number = numbers.get(architecture).get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    Map<String, Integer> all(Architecture architecture) {
        return Map.copyOf(numbers.get(architecture));
    }
}
