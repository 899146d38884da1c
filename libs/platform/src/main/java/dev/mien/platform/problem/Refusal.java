package dev.mien.platform.problem;

import dev.mien.contracts.Code;
import java.time.Duration;
import java.util.Objects;

/** Ends a request with a problem. The detail is written for the caller: it says what was wrong and what to do. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Code code;
    private final int status;
    private final Duration retryAfter;

    private Refusal(Code code, int status, String detail, Duration retryAfter) {
        super(detail, null, false, false);
        this.code = Objects.requireNonNull(code, "code");
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public static Refusal of(Code code) {
        return new Refusal(code, code.status(), code.title(), null);
    }

    public static Refusal of(Code code, String detail) {
        return new Refusal(code, code.status(), detail, null);
    }

    /** For codes that are answered with different statuses (INVALID_IMAGE: 400, 413, 415). */
    public static Refusal of(Code code, int status, String detail) {
        return new Refusal(code, status, detail, null);
    }

    /** Not now: 503 with Retry-After. */
    public static Refusal later(String detail, Duration retryAfter) {
        return new Refusal(Code.PROCESSING_ERR, 503, detail, retryAfter);
    }

    /** As {@code this}, asking for a pause before the next try. */
    public Refusal retryAfter(Duration pause) {
        return new Refusal(code, status, detail(), pause);
    }

    public Code code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String detail() {
        return getMessage();
    }

    /** Null when the caller need not wait. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
