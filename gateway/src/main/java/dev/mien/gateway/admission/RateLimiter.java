package dev.mien.gateway.admission;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many sessions one network may open: a bucket of a minute's worth, refilled steadily. Kept in memory by each
 * gateway; thread safe. When it cannot keep count of another network, the answer is no.
 */
@ApplicationScoped
public class RateLimiter {
    /** Networks counted at once; full buckets make room first. */
    static final int MAXIMUM_NETWORKS = 100_000;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Clock clock;
    private final int perMinute;
    private final int maximumNetworks;
    private final Map<Network, Bucket> buckets = new HashMap<>();
    private Instant nextSweep = Instant.MIN;

    @jakarta.inject.Inject
    public RateLimiter(Clock clock, @ConfigProperty(name = "mien.sessions.per-minute-and-network") int perMinute) {
        this(clock, perMinute, MAXIMUM_NETWORKS);
    }

    RateLimiter(Clock clock, int perMinute, int maximumNetworks) {
        if (perMinute < 1) {
            throw new IllegalStateException("mien.sessions.per-minute-and-network must be at least 1");
        }
        this.clock = clock;
        this.perMinute = perMinute;
        this.maximumNetworks = maximumNetworks;
    }

    /** @throws Refusal TOO_MANY_REQUESTS, with the pause until the next session may be opened */
    public synchronized void take(Network network) {
        Instant now = clock.instant();
        Bucket bucket = buckets.get(network);
        if (bucket == null) {
            makeRoom(now);
            bucket = new Bucket(perMinute, now);
            buckets.put(network, bucket);
        }
        bucket.refill(now);
        if (bucket.tokens < 1) {
            throw tooMany(
                    Duration.ofNanos((long) ((1 - bucket.tokens) * perToken().toNanos())));
        }
        bucket.tokens -= 1;
    }

    private void makeRoom(Instant now) {
        if (buckets.size() < maximumNetworks) {
            return;
        }
        // Looking through all of them is dear: whoever fills the table must not make each refusal cost as much.
        if (!now.isBefore(nextSweep)) {
            nextSweep = now.plus(SWEEP);
            buckets.values().removeIf(bucket -> bucket.fullAt(now));
        }
        if (buckets.size() >= maximumNetworks) {
            throw tooMany(WINDOW);
        }
    }

    private Duration perToken() {
        return WINDOW.dividedBy(perMinute);
    }

    private static Refusal tooMany(Duration pause) {
        return Refusal.of(Code.TOO_MANY_REQUESTS).retryAfter(pause.plusMillis(999));
    }

    private final class Bucket {
        private double tokens;
        private Instant at;

        Bucket(double tokens, Instant at) {
            this.tokens = tokens;
            this.at = at;
        }

        void refill(Instant now) {
            double gained =
                    (double) Duration.between(at, now).toNanos() / perToken().toNanos();
            tokens = Math.min(perMinute, tokens + Math.max(0, gained));
            at = now;
        }

        boolean fullAt(Instant now) {
            return !now.isBefore(at.plus(WINDOW));
        }
    }
}
