package dev.mien.enrollment.payload;

import dev.mien.contracts.context.PayloadSource;
import java.util.Objects;

/**
 * The JSON that a Facial ID is linked to.
 *
 * @param json verbatim, as it was sent
 * @param source who gave it
 */
public record Payload(String json, PayloadSource source) {
    /** Bytes in UTF-8. */
    public static final int MAXIMUM_BYTES = 16 << 10;

    public Payload {
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(source, "source");
    }

    @Override
    public String toString() {
        return "Payload[REDACTED]";
    }
}
