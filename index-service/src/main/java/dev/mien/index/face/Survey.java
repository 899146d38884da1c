package dev.mien.index.face;

import dev.mien.contracts.Code;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What became of a picture that was only looked at. */
public sealed interface Survey {

    /**
     * Faces, or none.
     *
     * @param faces the largest first
     * @param more whether there are smaller ones that were not looked at
     */
    record Surveyed(List<FaceReport> faces, boolean more) implements Survey {
        public Surveyed {
            faces = List.copyOf(faces);
        }
    }

    /**
     * It is no picture that can be used.
     *
     * @param status the HTTP status that fits best
     */
    record Refused(Code code, int status, String detail) implements Survey {
        public Refused {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** No pixel was touched: too many frames are waiting. */
    record Busy(Duration retryAfter) implements Survey {
        public Busy {
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }
}
