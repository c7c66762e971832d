package dev.gantry.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.gantry.entry.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log viewer makes of control sequences, asked of its own script in a real browser. */
@QuarkusTest
@TestProfile(EngineProfile.class)
class AnsiIT {

    private static Browser browser;
    private static Page page;

    @BeforeEach
    void open() {
        if (browser == null) {
            browser = new Browser();
            page = browser.page(800, 600, ColorScheme.LIGHT);
            page.navigate(SignedIn.origin() + "/sign-in");
        }
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    /** The line has ^ for escape, and \r, \b, \a as in Java. Of each run: text, then what is set of fg, bg, flags. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
        "plain                              | plain",
        "^[31mred^[0m not                   | red{fg=1}, not",
        "^[1;4;31mall^[22m some             | all{fg=1 bold under}, some{fg=1 under}",
        "^[91;102mbright                    | bright{fg=9 bg=10}",
        "^[38;5;208morange^[39m.            | orange{fg=255,135,0},.",
        "^[38;5;3mnamed                     | named{fg=3}",
        "^[48;5;244mgrey                    | grey{bg=128,128,128}",
        "^[38;2;1;2;300mtrue                | true{fg=1,2,255}",
        "^[31;7minverse^[27m.               | inverse{fg=page bg=1},.{fg=1}",
        "10%\\r100%                         | 100%",
        "abcdef\\rxy                        | xycdef",
        "abcdef\\r^[Kxy                     | xy",
        "done\\r                            | done",
        "ab\\bc                             | ac",
        "^]0;title\\abody                   | body",
        "^[2J^[10;10Hat^[?25l               | at",
        "a^[31                              | a31",
        "bell\\a                            | bell",
        "<b>&amp;^[31m<i>                   | <b>&amp;,<i>{fg=1}",
    })
    @DisplayName("a line becomes runs of text with their styles")
    void runs(String line, String expected) {
        String text = line.strip().replace('^', '\u001b').replace("\\r", "\r").replace("\\b", "\b").replace("\\a", "\u0007");
        Object shown = page.evaluate("""
                async line => {
                  const {runs} = await import('/assets/js/ansi.js');
                  return runs(line).map(({text, fg, bg, flags}) => {
                    const style = [...(fg === null ? [] : [`fg=${fg}`]), ...(bg === null ? [] : [`bg=${bg}`]), ...flags].join(' ');
                    return text.trim() + (style ? `{${style}}` : '');
                  }).join(',');
                }""", text);
        assertEquals(expected.strip().replace(", ", ","), shown);
    }
}
