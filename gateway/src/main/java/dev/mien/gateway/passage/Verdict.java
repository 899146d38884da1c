package dev.mien.gateway.passage;

import dev.mien.platform.problem.Refusal;

/** What a refusal does to the session that it came in. */
enum Verdict {
    /** The person can mend it: open again, with a new challenge. */
    MENDABLE,
    /** Nothing was decided: in use as it is, so that the same parts may come again. */
    UNDECIDED,
    /** Decided. */
    FINAL;

    static Verdict of(Refusal refusal) {
        return switch (refusal.code()) {
            case NO_FACES_DETECTED,
                    MANY_FACES,
                    POOR_QUALITY,
                    FACE_OBSCURED,
                    WRONG_PIN_CODE,
                    WEAK_PIN_CODE,
                    UNIQUE_PIN_REQUIRED,
                    PIN_REQUIRED -> MENDABLE;
            case PROCESSING_ERR, TIMEOUT, TOO_MANY_REQUESTS -> UNDECIDED;
            case PERMISSION_REFUSED,
                    UNRECOGNIZED_FACE,
                    PAD_ATTACK,
                    FACE_MISMATCH,
                    NETWORK_IO,
                    UNAUTHORIZED,
                    TERMS_NOT_ACCEPTED,
                    UI_NOT_READY,
                    SESSION_EXPIRED,
                    EMPTY_ORIGIN,
                    FORBIDDDEN_ORIGIN,
                    FORBIDDDEN_COUNTRY,
                    SESSION_IN_PROGRESS,
                    FACE_DUPLICATION,
                    MINORS_NOT_ALLOWED,
                    INVALID_IMAGE,
                    INVALID_REQUEST,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    CONFLICT -> FINAL;
        };
    }
}
