package dev.mien.platform.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Queues of the outbox that are left alone for a while, so that what cannot be delivered does not hold up what can: a
 * whole topic that Kafka does not know or cannot reach, or one key whose oldest event Kafka will not take. Not thread
 * safe: the relay's own.
 */
final class Resting {
    private final Map<String, Long> until = new HashMap<>();
    private final LongSupplier nanos;

    /** @param nanos a clock that only goes forward, as {@link System#nanoTime} */
    Resting(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void rest(String queue, Duration pause) {
        until.put(queue, nanos.getAsLong() + pause.toNanos());
    }

    /** Those whose pause is not over. */
    String[] queues() {
        long now = nanos.getAsLong();
        until.values().removeIf(end -> end - now <= 0);
        return until.keySet().toArray(String[]::new);
    }

    static String key(String topic, String key) {
        return topic + "/" + key;
    }
}
