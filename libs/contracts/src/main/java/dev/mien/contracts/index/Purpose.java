package dev.mien.contracts.index;

/** What a probe is for. Only one for enrollment can ever be stored as somebody new. */
public enum Purpose {
    ENROLL,
    /** Somebody is to be recognized; a certain recognition may join that person's template. */
    RECOGNIZE,
    /** A backend brings another occasion of one named person, to join the template. */
    ADD
}
