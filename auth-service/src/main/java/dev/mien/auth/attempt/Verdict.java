package dev.mien.auth.attempt;

/** How the transaction ended that would have let somebody in. */
sealed interface Verdict {
    /** Recorded, and signed while it was still worth something. */
    record Signed(AuthenticationAnswer answer) implements Verdict {}

    /** The ledger has the person: nothing was written that names them. */
    record Erased() implements Verdict {}

    /** Another request of the same session was quicker. */
    record DecidedBefore() implements Verdict {}
}
