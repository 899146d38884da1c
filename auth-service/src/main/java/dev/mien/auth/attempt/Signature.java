package dev.mien.auth.attempt;

import dev.mien.platform.problem.Refusal;
import dev.mien.platform.token.ResultClaims;
import dev.mien.platform.token.ResultTokens;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A result token that is signed while its decision is written down. Nobody gets to see what was signed before it is
 * known how that ended: {@link #token} is asked for last, or never.
 */
final class Signature {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final FutureTask<String> signing;

    private Signature(FutureTask<String> signing) {
        this.signing = signing;
    }

    static Signature begin(ResultTokens tokens, ResultClaims claims) {
        var signing = new FutureTask<>(() -> tokens.sign(claims));
        Thread.startVirtualThread(signing);
        return new Signature(signing);
    }

    /** @throws Refusal 503 when the service is being stopped */
    String token() {
        try {
            return signing.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.later("The result could not be signed in time.", SOON);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a result could not be signed", e.getCause());
        }
    }
}
