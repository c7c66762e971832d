package dev.gantry.cli.args;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.cli.args.Option.Count;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParserTest {

    private static final Option.Switch INTERACTIVE = Option.flag('i', "interactive", "x");
    private static final Option.Switch PROXY = new Option.Switch((char) 0, "sig-proxy", "x", true);
    private static final Option.Text NAME = Option.text('n', "name", "string", "x");
    private static final Option.Text MEMORY = Option.text('m', "memory", "bytes", "x");
    private static final Option.Many ENV = Option.many('e', "env", "list", "x");
    private static final Form RUN = Form.optionsFirst("run", "IMAGE", "x", Count.atLeast(1), INTERACTIVE, PROXY, NAME, MEMORY, ENV);
    private static final Form RM = Form.of("rm", "CONTAINER", "x", Count.atLeast(1), INTERACTIVE);

    @Test
    void letters_share_a_hyphen_and_the_last_takes_a_value() {
        Given given = Parser.parse(RUN, List.of("-in", "box", "-eA=1", "-e=B=2", "-e", "C", "image"));
        assertTrue(given.is(INTERACTIVE));
        assertEquals("box", given.text(NAME));
        assertEquals(List.of("A=1", "B=2", "C"), given.all(ENV));
    }

    @Test
    void what_stands_behind_the_image_is_the_containers() {
        Given given = Parser.parse(RUN, List.of("image", "ls", "-i", "--name", "x"));
        assertEquals(List.of("image", "ls", "-i", "--name", "x"), given.words());
        assertFalse(given.is(INTERACTIVE));
    }

    @Test
    void options_of_other_commands_stand_anywhere_until_two_hyphens() {
        Given given = Parser.parse(RM, List.of("a", "-i", "b", "--", "-c"));
        assertEquals(List.of("a", "b", "-c"), given.words());
        assertTrue(given.is(INTERACTIVE));
    }

    @Test
    void a_switch_takes_a_value_behind_an_equals_sign_only() {
        assertFalse(Parser.parse(RUN, List.of("--sig-proxy=false", "image")).is(PROXY));
        assertEquals(List.of("false"), Parser.parse(RUN, List.of("--sig-proxy", "false")).words());
    }

    @Test
    void mistakes_are_told_in_dockers_words() {
        assertEquals("unknown flag: --nosuch", refused(List.of("--nosuch", "image")));
        assertEquals("unknown shorthand flag: 'z' in -z", refused(List.of("-iz", "image")));
        assertEquals("flag needs an argument: --name", refused(List.of("--name")));
        assertEquals("'gantry run' requires at least 1 argument", refused(List.of("-i")));
        Given given = Parser.parse(RUN, List.of("-m", "lots", "image"));
        assertEquals("invalid argument \"lots\" for \"-m, --memory\" flag: invalid size: 'lots'", assertThrows(UsageError.class, () -> given.bytes(MEMORY)).getMessage());
    }

    @Test
    void sizes_times_and_processors_are_read_as_people_write_them() {
        assertEquals(64L << 20, Quantities.bytes("64m"));
        assertEquals(1536L << 20, Quantities.bytes("1.5GiB"));
        assertEquals(90_500_000_000L, Quantities.nanoseconds("1m30.5s"));
        assertEquals(500_000_000L, Quantities.nanoCpus("0.5"));
        assertThrows(IllegalArgumentException.class, () -> Quantities.nanoseconds("soon"));
    }

    private static String refused(List<String> words) {
        return assertThrows(UsageError.class, () -> Parser.parse(RUN, words)).getMessage();
    }
}
