package dev.gantry.console.page;

/**
 * One line of what is known of an object.
 *
 * @param mono in the monospace face
 * @param time an ISO instant to show relative to now; empty where the text is no time
 * @param copy what a copy button copies; empty without one
 */
public record Fact(String label, String text, boolean mono, String time, String copy) {

    static Fact plain(String label, String text) {
        return new Fact(label, text, false, "", "");
    }

    static Fact mono(String label, String text) {
        return new Fact(label, text, true, "", "");
    }

    static Fact copied(String label, String text) {
        return new Fact(label, text, true, "", text);
    }

    static Fact time(String label, java.time.Instant time) {
        return new Fact(label, Shown.ago(time), false, time.toString(), "");
    }
}
