package dev.gantry.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gantry.model.InvalidRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    @DisplayName("words are split as a shell splits them")
    void split() {
        assertEquals(List.of("sh", "-c", "echo \"a  b\"; x=$y"), CommandLine.split("sh  -c 'echo \"a  b\"; x=$y'"));
        assertEquals(List.of("a b", "c\"d", "", "e'f"), CommandLine.split("a\\ b \"c\\\"d\" '' e\"'\"f"));
        assertEquals(List.of("\\n"), CommandLine.split("\"\\n\""));
        assertEquals(List.of(), CommandLine.split("  "));
    }

    @Test
    @DisplayName("a quote without an end is refused")
    void open() {
        assertThrows(InvalidRequest.class, () -> CommandLine.split("echo 'a"));
        assertThrows(InvalidRequest.class, () -> CommandLine.split("echo \"a"));
    }
}
