package dev.mien.enrollment.session;

import dev.mien.contracts.ApplicationId;
import java.security.MessageDigest;

/**
 * A session that has been enrolled with.
 *
 * @param partsDigest of the request that came first
 */
public record KnownSession(ApplicationId application, byte[] partsDigest, SessionOutcome outcome) {
    /** Whether a request with these parts is the first one again. */
    public boolean repeatedBy(ApplicationId asked, byte[] digest) {
        return application.equals(asked) && MessageDigest.isEqual(partsDigest, digest);
    }
}
