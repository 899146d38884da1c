package dev.mien.auth.session;

import dev.mien.auth.decide.Outcome;
import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import java.security.MessageDigest;
import java.util.Objects;

/** The definite end of a session, with the digest of the parts that led to it. */
public sealed interface SessionOutcome {
    byte[] partsDigest();

    /** Whether a request has the parts that this session was decided by. */
    default boolean decidedBy(byte[] digest) {
        return MessageDigest.isEqual(partsDigest(), digest);
    }

    /** Somebody was recognized. */
    record Admitted(byte[] partsDigest, Outcome.Matched match) implements SessionOutcome {
        public Admitted {
            Objects.requireNonNull(partsDigest, "partsDigest");
            Objects.requireNonNull(match, "match");
        }
    }

    /** Nobody was let in. */
    record Refused(byte[] partsDigest, Code code, int status, String detail) implements SessionOutcome {
        public Refused {
            Objects.requireNonNull(partsDigest, "partsDigest");
            Objects.requireNonNull(code, "code");
        }

        public Refusal refusal() {
            return Refusal.of(code, status, detail);
        }
    }
}
