package dev.mien.auth.decide;

import dev.mien.contracts.FacialId;
import java.util.Objects;

/** Whom the page says that the visitor is. */
public sealed interface Claim {
    /** How the search is called in results and events: {@code 1:1} or {@code 1:N}. */
    String mode();

    /** The claim of a request.
     *
     * @param named the Facial ID that the page named; null when it named none
     */
    static Claim of(FacialId named) {
        return named == null ? new Anyone() : new Named(named);
    }

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

    /** Whoever it is. */
    record Anyone() implements Claim {
        @Override
        public String mode() {
            return "1:N";
        }
    }
}
