package dev.mien.contracts.context;

/** Which guard against pictures of faces a policy asks for, and which one a result passed. */
public enum Liveness {
    NONE,
    PASSIVE,
    ACTIVE,
    BOTH
}
