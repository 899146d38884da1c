package dev.mien.testing.kafka;

import dev.mien.stack.kafka.KafkaBroker;
import dev.mien.stack.kafka.KafkaSettings;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Loopback;
import dev.mien.testing.jvm.OncePerJvm;
import dev.mien.testing.jvm.TestHome;
import java.util.Optional;

/**
 * The JVM's Kafka: started by the first test that asks, ended with the JVM, even one that is killed. For tests without
 * Quarkus; those with it use {@link KafkaResource}.
 */
public final class TestKafka {
    private TestKafka() {}

    /** Where clients find it. */
    public static String bootstrapServers() {
        return OncePerJvm.get("mien.testing.kafka.bootstrap", TestKafka::start);
    }

    private static String start() {
        var scratch = TestHome.scratch("kafka");
        var settings = new KafkaSettings(
                "kafka",
                scratch.resolve("data"),
                Loopback.freePort(),
                Loopback.freePort(),
                scratch.resolve("kafka.log"),
                Optional.of(scratch));
        return KafkaBroker.start(settings, new Guard(scratch)).bootstrapServers();
    }
}
