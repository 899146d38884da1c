package dev.mien.stack.kafka;

import dev.mien.contracts.event.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as the local stack makes it.
 *
 * @param name as in the event catalogue
 * @param partitions fixed for good: more would send a key elsewhere and break its order
 * @param settings topic settings beyond the broker's
 */
public record LocalTopic(String name, int partitions, Map<String, String> settings) {
    private static final int PUBLIC_PARTITIONS = 6;
    private static final int INNER_PARTITIONS = 3;

    /** All that Mien writes to. */
    public static final List<LocalTopic> ALL = List.of(
            kept(Topic.ENROLLMENTS, PUBLIC_PARTITIONS, Duration.ofDays(7)),
            kept(Topic.ATTEMPTS, PUBLIC_PARTITIONS, Duration.ofDays(2)),
            kept(Topic.ERASURES, INNER_PARTITIONS, Duration.ofDays(7)),
            compacted(Topic.APPLICATIONS, INNER_PARTITIONS),
            kept(Topic.INDEX, INNER_PARTITIONS, Duration.ofHours(1)));

    public LocalTopic {
        settings = Map.copyOf(settings);
    }

    private static LocalTopic kept(String name, int partitions, Duration retention) {
        return new LocalTopic(
                name, partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
    }

    private static LocalTopic compacted(String name, int partitions) {
        return new LocalTopic(
                name, partitions, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    NewTopic toCreate() {
        return new NewTopic(name, partitions, (short) 1).configs(settings);
    }
}
