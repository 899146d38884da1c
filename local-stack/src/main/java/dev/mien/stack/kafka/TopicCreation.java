package dev.mien.stack.kafka;

import dev.mien.stack.supervise.Guarded;
import dev.mien.stack.supervise.StackFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Waits for a broker and makes the topics that it lacks; their creation is also the proof that it is ready. */
final class TopicCreation {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final int ONE_TRY_MILLIS = 2_000;

    private TopicCreation() {}

    static void awaitAll(String bootstrapServers, Guarded broker) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ONE_TRY_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ONE_TRY_MILLIS);
        try (var admin = Admin.create(client)) {
            while (!created(admin)) {
                if (!broker.isAlive()) {
                    throw new StackFailure("Kafka ended while it was starting.\n" + broker.logTail());
                }
                if (System.nanoTime() > deadline) {
                    var said = broker.logTail();
                    broker.stop();
                    throw new StackFailure("Kafka was not ready within " + READY_WITHIN.toSeconds() + " s.\n" + said);
                }
            }
        }
    }

    /** False when the broker did not answer in time. */
    private static boolean created(Admin admin) {
        var results = admin.createTopics(
                LocalTopic.ALL.stream().map(LocalTopic::toCreate).toList());
        boolean all = true;
        for (var result : results.values().values()) {
            try {
                result.get();
            } catch (ExecutionException e) {
                all &= e.getCause() instanceof TopicExistsException;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackFailure("Interrupted.", e);
            }
        }
        return all;
    }
}
