package dev.mien.testing.kafka;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * For {@code @QuarkusTestResource} or {@code @WithTestResource}: a real Kafka with Mien's topics. Sets
 * {@code mien.kafka.bootstrap-servers}.
 */
public class KafkaResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("mien.kafka.bootstrap-servers", TestKafka.bootstrapServers());
    }

    /** The broker stays for the next application of this JVM. */
    @Override
    public void stop() {}
}
