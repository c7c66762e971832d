package dev.gantry.cli.show;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownTest {

    @Test
    void sizes_have_three_digits() {
        assertEquals("0B", Units.size(0, 3));
        assertEquals("1.55kB", Units.size(1552, 3));
        assertEquals("5kB", Units.size(5000, 3));
        assertEquals("23.54GiB", Units.binarySize(25_276_514_304.0));
    }

    @Test
    void spans_are_told_in_their_largest_unit() {
        assertEquals("Less than a second", Units.span(Duration.ofMillis(900)));
        assertEquals("About a minute", Units.span(Duration.ofSeconds(90)));
        assertEquals("About an hour", Units.span(Duration.ofMinutes(70)));
        assertEquals("2 weeks", Units.span(Duration.ofDays(15)));
    }

    @Test
    void columns_are_three_spaces_apart_and_ten_wide_at_least() {
        assertEquals("A         B\nlonger-than-ten   c\n".replace("A         B", "A                 B"), Table.of(List.of(List.of("A", "B"), List.of("longer-than-ten", "c"))));
        assertEquals("A         B\n", Table.of(List.of(List.of("A", "B"))));
    }

    @Test
    void a_listing_is_a_table_a_template_or_json() {
        Listing listing = Listing.of("ID", "CONTAINER ID", "Names", "NAMES");
        List<Map<String, Object>> rows = List.of(Map.of("ID", "12", "Names", "box"));
        assertEquals("CONTAINER ID   NAMES\n12             box\n", listing.show("", rows));
        assertEquals("NAMES     CONTAINER ID\nbox       12\n", listing.show("table {{.Names}}\\t{{.ID}}", rows));
        assertEquals("12 box\n", listing.show("{{.ID}} {{.Names}}", rows));
        assertEquals("{\"ID\":\"12\",\"Names\":\"box\"}\n", listing.show("json", rows));
    }
}
