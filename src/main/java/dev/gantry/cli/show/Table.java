package dev.gantry.cli.show;

import java.util.List;

/** Cells in columns that are as wide as their widest cell and three spaces, at least ten; the last cell of a row ends it. */
public final class Table {

    private static final int LEAST = 10;
    private static final int PADDING = 3;

    private Table() {}

    /** The rows, each a line. */
    public static String of(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (int column = 0; column < columns - 1; column++) {
            int at = column;
            int widest = rows.stream().filter(row -> at < row.size() - 1).mapToInt(row -> length(row.get(at))).max().orElse(0);
            widths[column] = Math.max(LEAST, widest + PADDING);
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                text.append(cell);
                if (column < row.size() - 1) {
                    text.append(" ".repeat(widths[column] - length(cell)));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
