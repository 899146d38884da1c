package dev.mien.stack.kafka;

import static java.util.Objects.requireNonNull;

import dev.mien.stack.supervise.Loopback;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a broker lives and how it is reached.
 *
 * @param name of its process, for messages
 * @param data the log directory; formatted by the first start
 * @param port of the broker on 127.0.0.1
 * @param controllerPort of its controller on 127.0.0.1
 * @param log gets what the broker says
 * @param scratch for tests: a directory that is removed when the broker has ended
 */
public record KafkaSettings(String name, Path data, int port, int controllerPort, Path log, Optional<Path> scratch) {
    public KafkaSettings {
        requireNonNull(name);
        data = data.toAbsolutePath().normalize();
        requireNonNull(log);
        if (port == controllerPort) {
            throw new IllegalArgumentException("broker and controller need a port each");
        }
    }

    public String bootstrapServers() {
        return Loopback.HOST + ":" + port;
    }

    /** The broker's {@code server.properties}. The quorum is static, so that the ports may change between starts. */
    String properties() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%1$s:%3$d
                listeners=PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d
                advertised.listeners=PLAINTEXT://%1$s:%2$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%4$s
                auto.create.topics.enable=false
                num.partitions=1
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(Loopback.HOST, port, controllerPort, data);
    }
}
