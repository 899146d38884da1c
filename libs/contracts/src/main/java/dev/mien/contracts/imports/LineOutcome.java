package dev.mien.contracts.imports;

/** What became of one line. */
public enum LineOutcome {
    /** Somebody was enrolled, and still is. */
    ENROLLED,
    /** Nobody was, and the same picture would be refused again. */
    REFUSED,
    /** Somebody was enrolled and has been erased since: this line enrolls nobody any more. */
    ERASED,
    /** Nothing is known of it: it has to be sent, or sent again. */
    MISSING
}
