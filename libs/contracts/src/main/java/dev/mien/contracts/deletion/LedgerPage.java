package dev.mien.contracts.deletion;

import java.util.List;
import java.util.Objects;

/**
 * The ledger's answer to a poll.
 *
 * @param status what the holder has to do
 * @param last the ledger's highest number
 * @param entries those after the holder's {@code applied}, in order, at most {@value #MAXIMUM}
 */
public record LedgerPage(Status status, long last, List<LedgerEntry> entries) {
    public static final int MAXIMUM = 500;

    public LedgerPage {
        Objects.requireNonNull(status, "status");
        entries = List.copyOf(entries);
    }

    /** What the holder has to do with a page. */
    public enum Status {
        /** Apply the entries. */
        FOLLOW,
        /**
         * The holder's database was restored: it takes a new incarnation and polls again. Repeated, without entries,
         * until a poll carries one. A holder whose database is further than its report was only late, and ignores it.
         */
        RESTORED,
        /** The ledger is behind the holder: hand over every entry after {@code last}, then poll again. */
        HAND_OVER,
        /** The ledger has just started and has not yet heard every holder: poll again soon. */
        AWAITING_HOLDERS
    }
}
