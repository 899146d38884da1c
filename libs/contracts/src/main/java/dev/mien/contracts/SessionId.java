package dev.mien.contracts;

import java.util.Objects;
import java.util.UUID;

/** Names one session: one visit of one browser for one operation. Its token, not this id, is the secret. */
public record SessionId(UUID value) {
    public SessionId {
        Objects.requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static SessionId of(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
