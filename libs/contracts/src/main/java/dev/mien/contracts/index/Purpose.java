package dev.mien.contracts.index;

/** What a probe is for. One that was made to recognize somebody can never be stored. */
public enum Purpose {
    ENROLL,
    RECOGNIZE
}
