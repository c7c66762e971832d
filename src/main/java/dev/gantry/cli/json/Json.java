package dev.gantry.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON text to and from maps, lists, strings, numbers, booleans and null.
 *
 * <p>Only Jackson's streaming part is used: binding to classes would cost a command more time than all the rest of it.
 */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Reads one value; null for an empty text. */
    public static Object parse(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return parser.nextToken() == null ? null : value(parser);
        }
    }

    /** Reads values that follow each other in a stream, each as soon as it is there. */
    public static Sequence sequence(InputStream input) throws IOException {
        return new Sequence(FACTORY.createParser(input));
    }

    /** Values that follow each other. */
    public static final class Sequence implements AutoCloseable {

        private final JsonParser parser;

        private Sequence(JsonParser parser) {
            this.parser = parser;
        }

        /** The next value, or null at the end of the stream. */
        public Object next() throws IOException {
            return parser.nextToken() == null ? null : value(parser);
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }

    /** The value as one line. */
    public static String write(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The value over many lines, each level four spaces deeper. */
    public static String indented(Object value) {
        StringBuilder text = new StringBuilder();
        indent(value, "\n", text);
        return text.toString();
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Map<?, ?> object -> {
                generator.writeStartObject();
                for (Map.Entry<?, ?> entry : object.entrySet()) {
                    generator.writeFieldName((String) entry.getKey());
                    write(entry.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case Iterable<?> list -> {
                generator.writeStartArray();
                for (Object element : list) {
                    write(element, generator);
                }
                generator.writeEndArray();
            }
            case Boolean truth -> generator.writeBoolean(truth);
            case Number number -> generator.writeNumber(number.toString());
            default -> generator.writeString(value.toString());
        }
    }

    private static void indent(Object value, String line, StringBuilder text) {
        String inner = line + "    ";
        switch (value) {
            case Map<?, ?> object when !object.isEmpty() -> {
                String before = "{" + inner;
                for (Map.Entry<?, ?> entry : object.entrySet()) {
                    text.append(before).append(write(entry.getKey())).append(": ");
                    indent(entry.getValue(), inner, text);
                    before = "," + inner;
                }
                text.append(line).append('}');
            }
            case List<?> list when !list.isEmpty() -> {
                String before = "[" + inner;
                for (Object element : list) {
                    text.append(before);
                    indent(element, inner, text);
                    before = "," + inner;
                }
                text.append(line).append(']');
            }
            case null, default -> text.append(write(value));
        }
    }
}
