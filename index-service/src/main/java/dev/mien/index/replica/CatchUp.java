package dev.mien.index.replica;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.head.TemplateRow;
import dev.mien.index.head.Templates;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.KeyVault;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Brings one index level with its head, in one snapshot of the database: lease, head, and everything that changed. By the
 * changes alone where the index is on the head's way, else by starting afresh.
 */
final class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);
    private final Database database;
    private final Heads heads;
    private final Templates templates;
    private final KeyVault keys;
    private final Leases leases;

    CatchUp(Database database, Heads heads, Templates templates, KeyVault keys, Leases leases) {
        this.database = database;
        this.heads = heads;
        this.templates = templates;
        this.keys = keys;
        this.leases = leases;
    }

    /** How it ended. */
    enum Outcome {
        LEVEL,
        /** The database no longer grants the lease: nothing was read, everything must be forgotten. */
        LEASE_LOST,
        /** There is no such index yet. */
        NO_HEAD,
        /** Even all of the rows do not add up to the head: the index is empty now, and not to be searched. */
        UNEQUAL
    }

    Outcome run(UUID lease, ApplicationId application, MemoryIndex index) {
        return database.snapshot(tx -> {
            if (!leases.granted(tx, lease)) {
                return Outcome.LEASE_LOST;
            }
            Optional<Head> head = heads.read(tx, application);
            if (head.isEmpty()) {
                index.wipe();
                return Outcome.NO_HEAD;
            }
            return level(tx, head.get(), index) ? Outcome.LEVEL : Outcome.UNEQUAL;
        });
    }

    private boolean level(Tx tx, Head head, MemoryIndex index) throws SQLException {
        if (index.levelWith(head)) {
            return true;
        }
        Optional<HeadPosition> position = index.position();
        if (position.isPresent()) {
            if (onTheWay(position.get(), head)
                    && follow(tx, head, position.get().seq(), index)) {
                return true;
            }
            LOG.warnf(
                    "event=index-rebuilt application=%s memory=%d head=%d incarnation=%s",
                    head.application(),
                    position.get().seq(),
                    head.seq(),
                    position.get().incarnation().equals(head.incarnation()) ? "same" : "other");
        }
        index.wipe();
        return follow(tx, head, 0, index);
    }

    /** Whether what was logged since leads from there to the head. */
    private static boolean onTheWay(HeadPosition position, Head head) {
        return position.incarnation().equals(head.incarnation())
                && position.seq() <= head.seq()
                && position.seq() >= head.logStart();
    }

    private boolean follow(Tx tx, Head head, long from, MemoryIndex index) throws SQLException {
        return index.bring(head, to -> {
            for (long rowId : templates.erasedAfter(tx, head.application(), from)) {
                to.erase(rowId);
            }
            if (head.count() == 0) {
                // Also how a replica learns that the application is no more.
                keys.forgetIfDestroyed(tx, head.application());
                return true;
            }
            Optional<ApplicationKeys> own = keys(tx, head.application());
            if (own.isEmpty()) {
                return false;
            }
            Reading reading = new Reading(own.get(), to);
            templates.changedAfter(tx, head.application(), from, reading::take);
            return reading.intact;
        });
    }

    /** Empty when they are missing or cannot be unwrapped: then no row can be read, and the index does not add up. */
    private Optional<ApplicationKeys> keys(Tx tx, ApplicationId application) {
        try {
            return Optional.of(keys.of(tx, application));
        } catch (IllegalStateException unreadable) {
            LOG.errorf("event=index-keys-unreadable cause=%s", unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static final class Reading {
        private final ApplicationKeys keys;
        private final MemoryIndex.Writer to;
        private boolean intact = true;

        Reading(ApplicationKeys keys, MemoryIndex.Writer to) {
            this.keys = keys;
            this.to = to;
        }

        void take(TemplateRow row) {
            Optional<FaceVector> opened = row.open(keys);
            if (opened.isEmpty()) {
                if (intact) {
                    // The first one is enough: under a wrong key it would be all of them, again and again.
                    LOG.errorf(
                            "event=template-unreadable application=%s row=%d",
                            row.place().application(), row.rowId());
                }
                intact = false;
                return;
            }
            try (FaceVector vector = opened.get()) {
                to.insert(keys, row, vector);
            }
        }
    }
}
