package dev.mien.enrollment.peers;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.SessionId;
import java.util.List;
import java.util.UUID;

/**
 * One browser's visit, and what it sends.
 *
 * @param frames as text: nobody looks at them here
 * @param request the part of that name
 */
public record Visit(
        ApplicationId application, SessionId session, PolicyDraft policy, List<String> frames, String request) {
    /** Agrees to the current terms. */
    public static final String CONSENT =
            "\"consent\":{\"accepted\":true,\"termsVersion\":\"" + PolicyDraft.TERMS + "\"}";

    public static Visit to(ApplicationId application) {
        return new Visit(
                application,
                new SessionId(UUID.randomUUID()),
                PolicyDraft.usual(),
                List.of("face"),
                "{" + CONSENT + "}");
    }

    public Visit under(PolicyDraft other) {
        return new Visit(application, session, other, frames, request);
    }

    public Visit sending(String other) {
        return new Visit(application, session, policy, frames, other);
    }

    public Visit showing(String... other) {
        return new Visit(application, session, policy, List.of(other), request);
    }
}
