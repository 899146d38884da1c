package dev.mien.enrollment.event;

import dev.mien.contracts.event.EventType;
import dev.mien.platform.events.EventReader;
import dev.mien.platform.ledger.LedgerFollower;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Has the ledger looked at as soon as Kafka tells of an erasure. Nothing depends on it: a lost, repeated or late event
 * changes only when, and never what, is purged.
 */
@ApplicationScoped
public class ErasureSignal {
    private final EventReader events;
    private final LedgerFollower ledger;

    ErasureSignal(EventReader events, LedgerFollower ledger) {
        this.events = events;
        this.ledger = ledger;
    }

    @Incoming("enrollments")
    @RunOnVirtualThread
    void received(ConsumerRecord<String, byte[]> message) {
        events.read(message)
                .filter(event -> event.type() == EventType.ERASURE_REQUESTED)
                .ifPresent(event -> ledger.wake());
    }
}
