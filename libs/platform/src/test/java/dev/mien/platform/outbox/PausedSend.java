package dev.mien.platform.outbox;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Stops a relay where it has read what to send and not yet sent it, as a process that is paused there would stop. */
public final class PausedSend implements ProducerInterceptor<String, byte[]> {
    static final String SETTING = "interceptor.classes";
    private static volatile Pause pause = new Pause();

    private record Pause(CountDownLatch reached, CountDownLatch over) {
        Pause() {
            this(new CountDownLatch(1), new CountDownLatch(1));
        }
    }

    static void begin() {
        pause = new Pause();
    }

    /** @return whether the relay stands still within that time */
    static boolean reached() throws InterruptedException {
        return pause.reached().await(30, TimeUnit.SECONDS);
    }

    static void end() {
        pause.over().countDown();
    }

    @Override
    public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> message) {
        Pause here = pause;
        here.reached().countDown();
        try {
            // Bounded: a test that fails must not leave a thread that waits for ever.
            here.over().await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return message;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception failure) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
}
