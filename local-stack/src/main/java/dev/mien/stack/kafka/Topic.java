package dev.mien.stack.kafka;

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
public record Topic(String name, int partitions, Map<String, String> settings) {
    private static final int PUBLIC_PARTITIONS = 6;
    private static final int INNER_PARTITIONS = 3;

    /** All that Mien writes to. */
    public static final List<Topic> ALL = List.of(
            kept("mien.enrollments", PUBLIC_PARTITIONS, Duration.ofDays(7)),
            kept("mien.attempts", PUBLIC_PARTITIONS, Duration.ofDays(2)),
            kept("mien.erasures", INNER_PARTITIONS, Duration.ofDays(7)),
            compacted("mien.applications", INNER_PARTITIONS),
            kept("mien.index", INNER_PARTITIONS, Duration.ofHours(1)));

    public Topic {
        settings = Map.copyOf(settings);
    }

    private static Topic kept(String name, int partitions, Duration retention) {
        return new Topic(
                name, partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
    }

    private static Topic compacted(String name, int partitions) {
        return new Topic(
                name, partitions, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    NewTopic toCreate() {
        return new NewTopic(name, partitions, (short) 1).configs(settings);
    }
}
