package dev.mien.auth.decide;

import dev.mien.contracts.FacialId;
import java.util.List;
import java.util.Objects;

/** Whom the page says that the visitor is. */
public sealed interface Claim {
    /** How the search is called in results and events: {@code 1:1}, {@code scoped} or {@code 1:N}. */
    String mode();

    /** One person, and nobody else will do. */
    record Named(FacialId facialId) implements Claim {
        public Named {
            Objects.requireNonNull(facialId, "facialId");
        }

        @Override
        public String mode() {
            return "1:1";
        }
    }

    /** One of these people: of a household, of a booking, of a shift. */
    record OneOf(List<FacialId> facialIds) implements Claim {
        public OneOf {
            facialIds = List.copyOf(facialIds);
            if (facialIds.isEmpty()) {
                throw new IllegalArgumentException("one of nobody");
            }
        }

        @Override
        public String mode() {
            return "scoped";
        }
    }

    /** Whoever it is. */
    record Anyone() implements Claim {
        @Override
        public String mode() {
            return "1:N";
        }
    }
}
