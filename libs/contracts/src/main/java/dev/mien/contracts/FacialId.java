package dev.mien.contracts;

import java.util.Objects;
import java.util.UUID;

/** The random name of one enrolled person within one application. It says nothing about the person. */
public record FacialId(UUID value) {
    public FacialId {
        Objects.requireNonNull(value, "value");
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static FacialId of(String text) {
        return new FacialId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
