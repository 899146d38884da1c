package dev.mien.index.learn;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.vault.ProbeContents;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.sql.Tx;
import java.time.Clock;
import java.util.Optional;

/** What every transaction that writes about a template goes through first. */
final class Door {
    private final Heads heads;
    private final LedgerGuard guard;
    private final SubjectHasher hasher;
    private final Clock clock;

    Door(Heads heads, LedgerGuard guard, SubjectHasher hasher, Clock clock) {
        this.heads = heads;
        this.guard = guard;
        this.hasher = hasher;
        this.clock = clock;
    }

    /**
     * Takes the locks: the head's, then the ledger's (P4).
     *
     * @return the head; empty when there is none, or nothing may be written about this person any more
     */
    Optional<Head> open(Tx tx, ApplicationId application, SubjectHash subject) {
        return heads.lockIfKnown(tx, application)
                // The application too: deleting one is a ledger entry of its own.
                .filter(head -> guard.mayWrite(tx, hasher.of(application)) && guard.mayWrite(tx, subject));
    }

    /** Whether what the searches have seen, the probe's and the one for {@code through}, can be continued from here. */
    boolean continues(Head head, ProbeContents probe, HeadPosition through) {
        return clock.instant().isBefore(probe.expiresAt())
                && probe.searchedThrough().incarnation().equals(head.incarnation())
                && through.incarnation().equals(head.incarnation())
                && through.seq() <= head.seq();
    }
}
