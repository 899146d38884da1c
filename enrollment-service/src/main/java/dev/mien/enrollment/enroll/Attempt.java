package dev.mien.enrollment.enroll;

import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.RequestContext;
import dev.mien.enrollment.consent.Ground;
import dev.mien.platform.multipart.Frame;
import java.util.List;
import java.util.Objects;

/**
 * One request to enroll.
 *
 * @param context the gateway's word for it
 * @param jws the same, signed: what it is passed on as
 * @param session whose outcome this decides: a browser's, or the one that an import gave to a line
 * @param frames stay the caller's to close
 * @param payload JSON text, verbatim; null when there is none
 * @param nonce handed on to the result token; null when there is none
 * @param partsDigest what a repeated request is known by
 */
public record Attempt(
        RequestContext context,
        String jws,
        SessionId session,
        List<Frame> frames,
        Ground ground,
        String payload,
        String nonce,
        byte[] partsDigest) {
    public Attempt {
        Objects.requireNonNull(session, "session");
        frames = List.copyOf(frames);
        Objects.requireNonNull(ground, "ground");
    }

    @Override
    public String toString() {
        return "Attempt[" + context.jti() + "]";
    }
}
