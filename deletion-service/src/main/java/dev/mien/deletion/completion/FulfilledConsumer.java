package dev.mien.deletion.completion;

import dev.mien.contracts.Services;
import dev.mien.contracts.event.ErasureFulfilled;
import dev.mien.deletion.takeover.HolderReports;
import dev.mien.platform.events.EventIntake;
import dev.mien.platform.events.ReceivedEvent;
import dev.mien.platform.sql.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Hears the holders' confirmations. Any order and any number of repetitions have the same effect. */
@ApplicationScoped
public class FulfilledConsumer {
    private static final Logger LOG = Logger.getLogger(FulfilledConsumer.class);
    private final EventIntake intake;
    private final HolderReports reports;
    private final Confirmations confirmations;
    private final Database database;

    public FulfilledConsumer(
            EventIntake intake, HolderReports reports, Confirmations confirmations, Database database) {
        this.intake = intake;
        this.reports = reports;
        this.confirmations = confirmations;
        this.database = database;
    }

    @Incoming("erasures")
    @RunOnVirtualThread
    public void hear(ConsumerRecord<String, byte[]> message) {
        intake.take(message, this::fulfilled);
    }

    private void fulfilled(ReceivedEvent event) {
        if (!(event.data() instanceof ErasureFulfilled fulfilled)) {
            return;
        }
        boolean own = event.source().equals("/services/" + fulfilled.holder());
        if (!own || !Services.HOLDERS.contains(fulfilled.holder()) || fulfilled.at() == null) {
            LOG.errorf("event=strange-confirmation source=%s number=%d", event.source(), fulfilled.number());
            return;
        }
        reports.requireOpen();
        database.execute(tx -> confirmations.by(tx, fulfilled));
    }
}
