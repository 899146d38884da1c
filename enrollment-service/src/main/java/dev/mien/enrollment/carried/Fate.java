package dev.mien.enrollment.carried;

/** What becomes of one template of a file. */
enum Fate {
    /** It is to be stored, and its person to become active. */
    STORE,
    /** Its person is here, and not by this file. */
    KNOWN,
    /** Its person is in the ledger. */
    ERASED,
    /** Somebody with the same face is here, active or paused: whoever is pending is not somebody yet. */
    DUPLICATE,
    /** Its Facial ID is another application's in this installation. */
    TAKEN,
    /** It depends on somebody who is pending. It is nobody's end: the same parts again find out. */
    UNDECIDED
}
