package dev.mien.index.api;

import dev.mien.contracts.event.EventType;
import dev.mien.platform.events.EventReader;
import dev.mien.platform.ledger.LedgerFollower;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Events only wake: what there is to do is read from the ledger and the heads. So duplicates, replays, lost events and
 * messages that nobody can read change nothing but the moment.
 */
@ApplicationScoped
public class WakeUps {
    private final EventReader events;
    private final LedgerFollower ledger;
    private final ReplicaLoop replica;

    WakeUps(EventReader events, LedgerFollower ledger, ReplicaLoop replica) {
        this.events = events;
        this.ledger = ledger;
        this.replica = replica;
    }

    @Incoming("enrollments")
    @RunOnVirtualThread
    void enrollment(ConsumerRecord<String, byte[]> message) {
        events.read(message)
                .filter(event -> event.type() == EventType.ERASURE_REQUESTED)
                .ifPresent(event -> ledger.wake());
    }

    @Incoming("index")
    @RunOnVirtualThread
    void index(ConsumerRecord<String, byte[]> message) {
        events.read(message)
                .filter(event -> event.type() == EventType.INDEX_ADVANCED)
                .ifPresent(event -> replica.wake());
    }
}
