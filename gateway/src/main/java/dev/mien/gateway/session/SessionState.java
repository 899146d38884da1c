package dev.mien.gateway.session;

/** Where a session stands. */
public enum SessionState {
    /** Its operation may begin. */
    OPEN,
    /** Its operation has begun, with parts that are noted: the same ones may come again, others may not. */
    IN_USE,
    /** Decided. The same parts get the same answer until it expires. */
    DONE
}
