package dev.mien.platform.problem;

import dev.mien.contracts.Code;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Ends a request with a problem. The detail is written for the caller: it says what was wrong and what to do. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Code code;
    private final int status;
    private final Duration retryAfter;
    private final transient Map<String, Object> members;

    private Refusal(Code code, int status, String detail, Duration retryAfter, Map<String, Object> members) {
        super(detail, null, false, false);
        this.code = Objects.requireNonNull(code, "code");
        this.status = status;
        this.retryAfter = retryAfter;
        this.members = members;
    }

    public static Refusal of(Code code) {
        return new Refusal(code, code.status(), code.title(), null, Map.of());
    }

    public static Refusal of(Code code, String detail) {
        return new Refusal(code, code.status(), detail, null, Map.of());
    }

    /** For codes that are answered with different statuses (INVALID_IMAGE: 400, 413, 415). */
    public static Refusal of(Code code, int status, String detail) {
        return new Refusal(code, status, detail, null, Map.of());
    }

    /** Not now: 503 with Retry-After. */
    public static Refusal later(String detail, Duration retryAfter) {
        return new Refusal(Code.PROCESSING_ERR, 503, detail, retryAfter, Map.of());
    }

    /** As {@code this}, asking for a pause before the next try. */
    public Refusal retryAfter(Duration pause) {
        return new Refusal(code, status, detail(), pause, members);
    }

    /** As {@code this}, with one more member in the problem (RFC 9457, section 3.2); any record or value of JSON. */
    public Refusal with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Refusal(code, status, detail(), retryAfter, more);
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

    /** Members of the problem beyond those that every problem has. */
    public Map<String, Object> members() {
        return Map.copyOf(members);
    }
}
