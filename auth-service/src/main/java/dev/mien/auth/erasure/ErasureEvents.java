package dev.mien.auth.erasure;

import dev.mien.contracts.event.EventType;
import dev.mien.platform.events.EventReader;
import dev.mien.platform.ledger.LedgerFollower;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Hears of erasures, and has the ledger looked at. The event itself erases nothing: so one that is repeated, late or
 * forged does no harm, and one that is lost only makes the erasure wait for the next poll.
 */
@ApplicationScoped
class ErasureEvents {
    private final EventReader events;
    private final LedgerFollower ledger;

    ErasureEvents(EventReader events, LedgerFollower ledger) {
        this.events = events;
        this.ledger = ledger;
    }

    @Incoming("enrollments")
    @RunOnVirtualThread
    void heard(ConsumerRecord<String, byte[]> message) {
        events.read(message)
                .filter(event -> event.type() == EventType.ERASURE_REQUESTED)
                .ifPresent(event -> ledger.wake());
    }
}
