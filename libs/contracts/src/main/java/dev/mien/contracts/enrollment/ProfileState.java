package dev.mien.contracts.enrollment;

/** Where a Facial ID stands in its life. Gone is no state: nothing is left that could have one. */
public enum ProfileState {
    /** Being enrolled; undecided, never recognized. */
    PENDING,
    /** The only state in which anybody is recognized. */
    ACTIVE,
    /** Kept, not recognized (restriction of processing). */
    PAUSED,
    /** On the way out; never recognized again. */
    ERASING
}
