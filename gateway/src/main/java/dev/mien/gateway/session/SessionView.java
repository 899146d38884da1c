package dev.mien.gateway.session;

import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Policy;
import dev.mien.platform.multipart.Bounds;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * What a browser is told of its new session.
 *
 * @param token the bearer token of everything that follows; shown once
 * @param challenge the liveness steps, in order
 * @param ask what the person must be asked
 */
@RegisterForReflection(
        targets = {SessionView.class, SessionView.Ask.class, SessionView.Terms.class, SessionView.Frames.class})
public record SessionView(String token, SessionId sessionId, Instant expiresAt, List<String> challenge, Ask ask) {
    /** What the person must be asked, and what to send. */
    public record Ask(Terms terms, boolean pin, Frames frames) {}

    /** The terms to consent to; an enrollment's {@code consent} names this version. */
    public record Terms(String version) {}

    /** How many frames, each of how many bytes at most. */
    public record Frames(int minimum, int maximum, int maximumBytes) {}

    static SessionView of(SessionOpening.Opened opened) {
        Policy policy = opened.application().policy();
        return new SessionView(
                opened.token().reveal(),
                opened.session().id(),
                opened.session().expiresAt(),
                opened.session().challenge(),
                new Ask(
                        new Terms(policy.termsVersion()),
                        false,
                        new Frames(policy.minimumFrames(), policy.maximumFrames(), Bounds.FRAME_BYTES)));
    }

    @Override
    public String toString() {
        return "SessionView[" + sessionId + "]";
    }
}
