package dev.mien.index.epoch;

import dev.mien.contracts.ApplicationId;
import dev.mien.index.head.Templates;
import dev.mien.index.head.Templates.WrappedKey;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.KeyVault;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Wraps the keys of an application's living templates by the key of its newest epoch, while everything goes on: in
 * small transactions, none of which anybody waits for longer than it takes. Killed at any point, it goes on with what
 * is left.
 */
final class Rewrapping {
    private static final Logger LOG = Logger.getLogger(Rewrapping.class);
    /** Rows of one transaction: some ten milliseconds, for whoever wants to erase or change one of them. */
    static final int BATCH = 500;

    private final Database database;
    private final Templates templates;
    private final KeyVault vault;

    Rewrapping(Database database, Templates templates, KeyVault vault) {
        this.database = database;
        this.templates = templates;
        this.vault = vault;
    }

    /** @param looked at, so far through the rows; null: all of them @param wrapped how many keys */
    private record Batch(WrappedKey looked, int wrapped, boolean broken) {}

    /** @return how many keys were wrapped anew, until none was left or {@code stopped} said so */
    long run(ApplicationId application, BooleanSupplier stopped) {
        long all = 0;
        long wrapped;
        do {
            // Once more: what somebody else was about to change was left out.
            wrapped = pass(application, stopped);
            all += wrapped;
        } while (wrapped > 0 && !stopped.getAsBoolean());
        return all;
    }

    private long pass(ApplicationId application, BooleanSupplier stopped) {
        long seq = 0;
        long row = 0;
        long wrapped = 0;
        boolean broken = false;
        while (!stopped.getAsBoolean()) {
            long afterSeq = seq;
            long afterRow = row;
            Batch batch = database.write(tx -> batch(tx, application, afterSeq, afterRow));
            if (batch.looked() == null) {
                break;
            }
            seq = batch.looked().seq();
            row = batch.looked().rowId();
            wrapped += batch.wrapped();
            broken |= batch.broken();
        }
        if (broken) {
            LOG.errorf("event=template-key-unreadable application=%s", application);
        }
        return wrapped;
    }

    private Batch batch(Tx tx, ApplicationId application, long afterSeq, long afterRow) {
        OptionalInt held = hold(tx, application);
        if (held.isEmpty()) {
            return new Batch(null, 0, false);
        }
        ApplicationKeys keys = vault.of(tx, application);
        int epoch = held.getAsInt();
        if (keys.epoch() != epoch) {
            // It has just turned again: whoever turned it goes on with what is left.
            return new Batch(null, 0, false);
        }
        List<WrappedKey> old = templates.wrappedBefore(tx, application, epoch, afterSeq, afterRow, BATCH);
        List<Long> rows = new ArrayList<>(old.size());
        List<byte[]> anew = new ArrayList<>(old.size());
        for (WrappedKey key : old) {
            Optional<byte[]> wrapped = keys.wrapAnew(key.place(), key.key(), key.epoch(), epoch);
            if (wrapped.isPresent()) {
                rows.add(key.rowId());
                anew.add(wrapped.get());
            }
        }
        if (!rows.isEmpty()) {
            templates.wrapAnew(tx, epoch, rows, anew);
        }
        return new Batch(old.isEmpty() ? null : old.getLast(), rows.size(), rows.size() < old.size());
    }

    /**
     * Keeps the newest key from being retired before this transaction's rows can be seen. A replica that has lost its
     * turn and has not noticed is still at work here, while the next one looks whether any row needs that key.
     */
    private static OptionalInt hold(Tx tx, ApplicationId application) {
        return tx
                .list(
                        "select epoch from application_key where application_id = ? and purpose = 'TEMPLATES'"
                                + " and retired_at is null order by epoch desc limit 1 for share",
                        row -> row.getInt(1),
                        application.value())
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }
}
