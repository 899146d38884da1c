package dev.mien.index.replica;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.head.OneAtATime;
import dev.mien.index.head.Templates;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.KeyVault;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Brings one index level with its head, in one snapshot of the database: lease, head, and everything that changed. By
 * the changes alone where the index is on the head's way, else by starting afresh.
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
        /** It was not level, and could not be made so by what changed: it is empty now, and to be {@link #rebuild}. */
        DIFFERS,
        /** Another replica reads an index anew: this one has to wait for its turn. */
        WAITS,
        /** Even all of the rows do not add up to the head: the index is empty now, and not to be searched. */
        UNEQUAL
    }

    Outcome run(UUID lease, ApplicationId application, MemoryIndex index) {
        Optional<HeadPosition> memory = index.position();
        Outcome outcome = database.snapshot(tx -> {
            if (!leases.granted(tx, lease)) {
                return Outcome.LEASE_LOST;
            }
            Optional<Head> head = heads.read(tx, application);
            if (head.isEmpty()) {
                index.wipe();
                return Outcome.NO_HEAD;
            }
            return level(tx, head.get(), index);
        });
        if (outcome == Outcome.DIFFERS) {
            memory.ifPresent(position -> database.execute(tx -> heads.renewIfBehind(tx, application, position)));
        }
        return outcome;
    }

    /**
     * Reads an index anew that differed. By one replica at a time: if all of them did so at once, the database that has
     * to be compared with would be the next thing to fail.
     */
    Outcome rebuild(UUID lease, ApplicationId application, MemoryIndex index) {
        return database.write(tx -> OneAtATime.REBUILD.mine(tx) ? run(lease, application, index) : Outcome.WAITS);
    }

    private Outcome level(Tx tx, Head head, MemoryIndex index) throws SQLException {
        if (index.levelWith(head)) {
            return Outcome.LEVEL;
        }
        Optional<HeadPosition> position = index.position();
        if (position.isPresent() && head.count() == 0 && follows(position.get(), head)) {
            // Nobody is left: that is read faster than who went, and nothing differs.
            index.wipe();
            position = Optional.empty();
        }
        if (position.isPresent()) {
            if (onTheWay(position.get(), head)
                    && follow(tx, head, position.get().seq(), index)) {
                return Outcome.LEVEL;
            }
            LOG.warnf(
                    "event=index-differs application=%s memory=%d head=%d incarnation=%s",
                    head.application(),
                    position.get().seq(),
                    head.seq(),
                    position.get().incarnation().equals(head.incarnation()) ? "same" : "other");
            index.wipe();
            return Outcome.DIFFERS;
        }
        index.wipe();
        return follow(tx, head, 0, index) ? Outcome.LEVEL : Outcome.UNEQUAL;
    }

    /** Whether what was logged since leads from there to the head. */
    private static boolean onTheWay(HeadPosition position, Head head) {
        return follows(position, head) && position.seq() >= head.logStart();
    }

    /** Whether the head is a later one of the same incarnation. */
    private static boolean follows(HeadPosition position, Head head) {
        return position.incarnation().equals(head.incarnation()) && position.seq() <= head.seq();
    }

    private boolean follow(Tx tx, Head head, long from, MemoryIndex index) throws SQLException {
        return index.bring(head, to -> {
            for (long rowId : templates.erasedAfter(tx, head.application(), from)) {
                to.erase(rowId);
            }
            if (head.count() == 0) {
                // Also how a replica learns that the application is no more.
                keys.forgetIfDestroyed(tx, head.application());
            }
            if (head.count() == 0 && !keys.has(head.application())) {
                return true;
            }
            Optional<ApplicationKeys> own = keys(tx, head);
            if (own.isEmpty()) {
                return false;
            }
            try (Opening opening = new Opening(own.get(), to)) {
                templates.changedAfter(tx, head.application(), from, opening::take);
                return opening.finish();
            }
        });
    }

    /** Empty when they are missing or cannot be unwrapped: then no row can be read, and the index does not add up. */
    private Optional<ApplicationKeys> keys(Tx tx, Head head) {
        try {
            return Optional.of(keys.of(tx, head.application(), head.keyGeneration()));
        } catch (IllegalStateException unreadable) {
            LOG.errorf("event=index-keys-unreadable cause=%s", unreadable.getMessage());
            return Optional.empty();
        }
    }
}
