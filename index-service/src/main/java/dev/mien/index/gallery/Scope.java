package dev.mien.index.gallery;

import dev.mien.contracts.FacialId;
import java.util.Objects;
import java.util.Set;

/** With whom a face is compared. */
public sealed interface Scope {
    /** Nobody is left out. */
    Scope EVERYONE = new Everyone();

    /** Whether somebody is compared with. */
    default boolean includes(FacialId facialId) {
        return switch (this) {
            case Everyone _ -> true;
            case Only(FacialId one) -> one.equals(facialId);
            case Among(Set<FacialId> some) -> some.contains(facialId);
        };
    }

    /** Everybody of the index (1:N). */
    record Everyone() implements Scope {}

    /** One person, whom somebody has named (1:1). */
    record Only(FacialId facialId) implements Scope {
        public Only {
            Objects.requireNonNull(facialId, "facialId");
        }
    }

    /** Some people (scoped). All of them count, whether they are in the index or not. */
    record Among(Set<FacialId> facialIds) implements Scope {
        public Among {
            facialIds = Set.copyOf(facialIds);
            if (facialIds.isEmpty()) {
                throw new IllegalArgumentException("a scope without anybody");
            }
        }
    }
}
