package dev.mien.contracts.context;

/** Which guard against pictures of faces a policy asks for, and which one a result passed. */
public enum Liveness {
    NONE,
    /** How alive each frame looks by itself. */
    PASSIVE,
    /** The session's challenge, performed over the frames. */
    ACTIVE,
    BOTH;

    /** Whether the challenge is part of it. */
    public boolean active() {
        return this == ACTIVE || this == BOTH;
    }

    /** Whether the look of each frame is part of it. */
    public boolean passive() {
        return this == PASSIVE || this == BOTH;
    }
}
