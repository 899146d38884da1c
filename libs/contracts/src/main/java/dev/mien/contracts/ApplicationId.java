package dev.mien.contracts;

import java.util.Objects;
import java.util.UUID;

/** Names one application: a sandbox whose faces never meet those of another. Public, not secret. */
public record ApplicationId(UUID value) {
    public ApplicationId {
        Objects.requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static ApplicationId of(String text) {
        return new ApplicationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
