package dev.mien.gateway.application;

/** Whether an application lets anybody in. */
public enum ApplicationState {
    ACTIVE,
    /** No session is opened or continued; its backend still manages and erases. */
    PAUSED
}
