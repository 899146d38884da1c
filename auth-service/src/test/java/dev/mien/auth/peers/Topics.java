package dev.mien.auth.peers;

import dev.mien.testing.kafka.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka as a subscriber and another service see it. */
public final class Topics {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Topics() {}

    /** Reads a topic from its start until it has seen so many events that fit. */
    public static List<ConsumerRecord<String, String>> read(
            String topic, int events, Predicate<ConsumerRecord<String, String>> fits) {
        Map<String, Object> settings = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new org.apache.kafka.common.TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, String>> read = new ArrayList<>();
            for (Instant end = Instant.now().plus(PATIENCE);
                    read.size() < events && Instant.now().isBefore(end); ) {
                for (ConsumerRecord<String, String> one : consumer.poll(Duration.ofMillis(100))) {
                    if (fits.test(one)) {
                        read.add(one);
                    }
                }
            }
            return read;
        }
    }

    /** A message for {@link #write}. */
    public static ProducerRecord<String, byte[]> message(
            String topic, String key, String body, Map<String, String> headers) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic, 0, key, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    public static void write(List<ProducerRecord<String, byte[]>> messages) {
        Map<String, Object> settings = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var sent : messages.stream().map(producer::send).toList()) {
                sent.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
