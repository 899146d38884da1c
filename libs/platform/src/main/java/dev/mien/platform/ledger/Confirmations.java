package dev.mien.platform.ledger;

import dev.mien.contracts.event.ErasureFulfilled;
import dev.mien.contracts.event.EventType;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.outbox.OutboxEvent;
import dev.mien.platform.sql.Database;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Confirms what this holder has purged: once, though it has many replicas, and not before the memory of each of them
 * has passed that number and nothing about its subject waits in the outbox (P4). Thread safe.
 */
final class Confirmations {
    /** Purges that are looked at in one round, the oldest. */
    private static final int AT_ONCE = 200;

    private final Database database;
    private final LedgerCopy copy;
    private final Holder holder;
    private final Outbox outbox;
    private final Clock clock;
    private final String service;

    /** @param service as it is called among the holders */
    Confirmations(Database database, LedgerCopy copy, Holder holder, Outbox outbox, Clock clock, String service) {
        this.database = database;
        this.copy = copy;
        this.holder = holder;
        this.outbox = outbox;
        this.clock = clock;
        this.service = service;
    }

    /** Writes those that can be, oldest first. @return whether some purges cannot be confirmed yet */
    boolean write() {
        List<LedgerCopy.Unfulfilled> open = database.write(tx -> copy.unfulfilled(tx, AT_ONCE));
        boolean waiting = false;
        for (LedgerCopy.Unfulfilled purge : open) {
            waiting |= !confirmed(purge);
        }
        return waiting;
    }

    private boolean confirmed(LedgerCopy.Unfulfilled purge) {
        if (!holder.passed(purge.number())) {
            return false;
        }
        return database.write(tx -> {
            if (outbox.holds(tx, purge.subject())) {
                return false;
            }
            if (copy.fulfil(tx, purge.number())) {
                outbox.append(tx, event(purge));
            }
            return true;
        });
    }

    private OutboxEvent event(LedgerCopy.Unfulfilled purge) {
        String name = "erasure.fulfilled/" + service + "/" + purge.number();
        return new OutboxEvent(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                EventType.ERASURE_FULFILLED,
                Long.toString(purge.number()),
                "erasures/" + purge.number(),
                null,
                clock.instant(),
                new ErasureFulfilled(purge.number(), service, clock.instant(), purge.removed()));
    }
}
