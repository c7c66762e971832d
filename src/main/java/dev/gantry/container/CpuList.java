package dev.gantry.container;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Lists of processors or memory nodes such as {@code 0-2,4}, cpuset(7). */
final class CpuList {

    private static final Pattern FORM = Pattern.compile("\\d{1,4}(-\\d{1,4})?(,\\d{1,4}(-\\d{1,4})?)*");

    private CpuList() {}

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** The numbers in it; none in an empty one. */
    static Set<Integer> of(String list) {
        var numbers = new HashSet<Integer>();
        for (var range : list.isEmpty() ? new String[0] : list.split(",")) {
            var ends = range.split("-");
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])).forEach(numbers::add);
        }
        return numbers;
    }
}
