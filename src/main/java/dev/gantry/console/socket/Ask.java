package dev.gantry.console.socket;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * A message of the browser: {@code sub}, {@code credit}, {@code unsub} or {@code ping}.
 *
 * @param id the browser's own number of a subscription
 * @param kind what is subscribed to: log, containers, container, images, tasks, task
 * @param targets ids of what it is about
 * @param from where to begin: {@code {"after": cursor}} or {@code {"tail": lines}}
 * @param n rows, for credit
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Ask(String type, String id, String kind, List<String> targets, Map<String, Long> from, Map<String, String> filter, long credit, long n) {

    Ask {
        targets = targets == null ? List.of() : targets;
        from = from == null ? Map.of() : from;
        filter = filter == null ? Map.of() : filter;
    }
}
