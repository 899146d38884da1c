package dev.mien.gateway.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.mien.contracts.Code;
import dev.mien.platform.json.ContractsModule;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Reads bodies without kindness: an unknown or repeated member, a number where a text belongs, or anything after the
 * end is a mistake that its writer wants to hear of.
 */
@ApplicationScoped
public class StrictJson {
    /** Bytes of a body that is JSON, where a call says nothing else: a policy with its origins. */
    public static final int MAXIMUM_BYTES = 64 << 10;

    private static final int ECHOED = 64;

    private final ObjectMapper strict = com.fasterxml.jackson.databind.json.JsonMapper.builder()
            .addModule(new ContractsModule())
            .addModule(new com.fasterxml.jackson.datatype.jsr310.JavaTimeModule())
            // A member that is not there is null, and one that is null is an empty Optional: a change tells them apart.
            .addModule(new com.fasterxml.jackson.datatype.jdk8.Jdk8Module().configureReadAbsentAsNull(true))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /** @throws Refusal INVALID_REQUEST, naming the member that is wrong */
    public <T> T read(byte[] body, Class<T> type) {
        return read(body, type, MAXIMUM_BYTES);
    }

    /** As {@link #read(byte[], Class)}, for a body that may have so many bytes. */
    public <T> T read(byte[] body, Class<T> type, int maximumBytes) {
        if (body.length > maximumBytes) {
            throw Refusal.of(Code.INVALID_REQUEST, 413, "The body may have at most " + maximumBytes + " bytes.");
        }
        ObjectReader reader = strict.readerFor(type);
        try {
            T value = body.length == 0 ? null : reader.readValue(body);
            if (value == null) {
                throw Refusal.of(Code.INVALID_REQUEST, "A JSON object is needed as body.");
            }
            return value;
        } catch (UnrecognizedPropertyException unknown) {
            throw Refusal.of(Code.INVALID_REQUEST, "Unknown member: " + path(unknown) + ".");
        } catch (JsonMappingException wrong) {
            throw Refusal.of(Code.INVALID_REQUEST, "This member is not what the call takes: " + path(wrong) + ".");
        } catch (JacksonException malformed) {
            throw Refusal.of(Code.INVALID_REQUEST, "The body is not well-formed JSON, or names a member twice.");
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can be read", impossible);
        }
    }

    private static String path(JsonMappingException at) {
        String path = at.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "the whole body" : path.substring(0, Math.min(ECHOED, path.length()));
    }
}
