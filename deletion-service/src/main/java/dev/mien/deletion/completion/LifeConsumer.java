package dev.mien.deletion.completion;

import dev.mien.contracts.event.EnrollmentCompleted;
import dev.mien.contracts.event.EnrollmentUpdated;
import dev.mien.contracts.event.ErasureRequested;
import dev.mien.deletion.ledger.Subject;
import dev.mien.deletion.takeover.HolderReports;
import dev.mien.platform.events.EventIntake;
import dev.mien.platform.events.ReceivedEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Hears the life of each Facial ID: {@code erasure.requested} coming back is what completion waits for, and whatever
 * follows {@code erasure.completed} has it said again. Versions are not compared: erasure events outrank them all (P7).
 * Events of one key may be taken out of order: at worst the last word is said once more than needed.
 */
@ApplicationScoped
public class LifeConsumer {
    private final EventIntake intake;
    private final HolderReports reports;
    private final LastWord lastWord;

    public LifeConsumer(EventIntake intake, HolderReports reports, LastWord lastWord) {
        this.intake = intake;
        this.reports = reports;
        this.lastWord = lastWord;
    }

    @Incoming("enrollments")
    @RunOnVirtualThread
    public void hear(ConsumerRecord<String, byte[]> message) {
        intake.take(message, this::life);
    }

    private void life(ReceivedEvent event) {
        reports.requireOpen();
        switch (event.data()) {
            case ErasureRequested requested -> lastWord.requested(requested);
            case EnrollmentCompleted e -> lastWord.followed(new Subject(e.applicationId(), e.facialId()), e.version());
            case EnrollmentUpdated e -> lastWord.followed(new Subject(e.applicationId(), e.facialId()), e.version());
            // erasure.completed is our own: to answer it would never end.
            default -> {}
        }
    }
}
