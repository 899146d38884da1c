package dev.mien.platform.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.SessionId;
import java.io.IOException;
import java.util.function.Function;

/** Teaches Jackson the identifiers, so that {@code libs/contracts} need not know Jackson. */
public final class ContractsModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    public ContractsModule() {
        super("mien-contracts");
        add(ApplicationId.class, ApplicationId::of);
        add(FacialId.class, FacialId::of);
        add(SessionId.class, SessionId::of);
    }

    private <T> void add(Class<T> type, Function<String, T> parse) {
        addSerializer(type, new Writer<>(type));
        addDeserializer(type, new Reader<>(type, parse));
    }

    private static final class Writer<T> extends StdScalarSerializer<T> {
        private static final long serialVersionUID = 1L;

        Writer(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(value.toString());
        }
    }

    private static final class Reader<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Function<String, T> parse;

        Reader(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            String text = from.getValueAsString();
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException | NullPointerException e) {
                return (T) context.handleWeirdStringValue(handledType(), text, "must be a UUID");
            }
        }
    }
}
