package dev.gantry.container.config;

/** When the engine starts it again by itself; {@code maximumRetries} of {@link Mode#ON_FAILURE}, 0 is no limit. */
public record RestartPolicy(Mode mode, int maximumRetries) {

    /** Docker's policies. */
    public enum Mode {
        NO("no"), ALWAYS("always"), UNLESS_STOPPED("unless-stopped"), ON_FAILURE("on-failure");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /** The word in Docker's JSON. */
        public String word() {
            return word;
        }
    }

    /** Never. */
    public static final RestartPolicy NEVER = new RestartPolicy(Mode.NO, 0);
}
