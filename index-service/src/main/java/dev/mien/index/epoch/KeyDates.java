package dev.mien.index.epoch;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.sql.Tx;
import java.time.LocalDate;
import java.util.Optional;

/** On which day what becomes unreadable. Days are UTC's. */
public final class KeyDates {
    private final Epochs epochs;

    public KeyDates(Epochs epochs) {
        this.epochs = epochs;
    }

    /**
     * The first day on which no copy can be read any more of a template that is erased now: in free pages, write-ahead
     * log and backups. Later than what happens where everything is done in time, never earlier; an operator who keeps
     * backups, or key-encryption keys of which he is reminded, beyond their time makes it untrue.
     *
     * @return empty when the application has no keys: then nothing of it can be read as soon as its backups have run out
     */
    public Optional<LocalDate> unreadableFrom(Tx tx, ApplicationId application) {
        return tx.first(
                "select ((greatest(clock_timestamp(), max(created_at) + ? * interval '1 second') + ? * interval '1 second')"
                        + " at time zone 'UTC')::date + 1 from application_key"
                        + " where application_id = ? and purpose = 'TEMPLATES' having count(*) > 0",
                row -> row.getObject(1, LocalDate.class),
                epochs.length().toSeconds(),
                Epochs.TURNING.plus(epochs.backups()).toSeconds(),
                application.value());
    }
}
