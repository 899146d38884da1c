package dev.mien.gateway.holding;

import dev.mien.contracts.event.EventType;
import dev.mien.platform.events.EventReader;
import dev.mien.platform.events.ReceivedEvent;
import dev.mien.platform.ledger.LedgerFollower;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Listens to the life of Facial IDs: an erasure that is asked for wakes the follower before its next poll. */
@ApplicationScoped
public class LifeEvents {
    private final EventReader reader;
    private final LedgerFollower follower;

    public LifeEvents(EventReader reader, LedgerFollower follower) {
        this.reader = reader;
        this.follower = follower;
    }

    @Incoming("enrollments")
    @RunOnVirtualThread
    public void heard(ConsumerRecord<String, byte[]> message) {
        reader.read(message)
                .map(ReceivedEvent::type)
                .filter(type -> type == EventType.ERASURE_REQUESTED)
                .ifPresent(type -> follower.wake());
    }
}
