package dev.gantry.dockerapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Docker's JSON: names like Go's fields, unknown ones passed over, upper and lower case alike when reading. Absent where a record's component is null;
 * a list or map that Docker sends as null or empty is sent so.
 */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new Jdk8Module())
            .withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private Json() {}

    /** The bytes of a wire record, list or map. */
    public static byte[] bytes(Object wire) {
        try {
            return MAPPER.writeValueAsBytes(wire);
        } catch (JsonProcessingException e) {
            throw new EngineFailure("encode " + wire.getClass().getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Reads one wire value; InvalidRequest says what is wrong with the JSON and where. */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new InvalidRequest("invalid JSON: an object is expected, not null");
            }
            return value;
        } catch (JsonEOFException e) {
            throw new InvalidRequest("invalid JSON: unexpected EOF", e);
        } catch (MismatchedInputException e) {
            throw new InvalidRequest(json.length == 0 ? "invalid JSON: got EOF while reading request body" : mismatch(e), e);
        } catch (DatabindException e) {
            throw new InvalidRequest("invalid JSON: " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new InvalidRequest("invalid JSON: " + e.getOriginalMessage() + " at byte " + e.getLocation().getByteOffset(), e);
        } catch (IOException e) {
            throw new EngineFailure("read JSON: " + e.getMessage(), e);
        }
    }

    /** A JSON tree as a wire type. */
    static <T> T convert(JsonNode tree, Class<T> type) {
        return MAPPER.convertValue(tree, type);
    }

    private static String mismatch(MismatchedInputException e) {
        String path = e.getPath().stream().map(Json::step).collect(Collectors.joining("."));
        String wanted = e.getTargetType() == null ? "another type" : e.getTargetType().getSimpleName().toLowerCase();
        return "invalid JSON: " + (path.isEmpty() ? "the body" : "field " + path) + " can't be read as " + wanted;
    }

    private static String step(JsonMappingException.Reference step) {
        return step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName();
    }
}
