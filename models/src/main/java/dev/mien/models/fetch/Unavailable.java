package dev.mien.models.fetch;

/** A file could not be had; the message says why, and what to do, in sentences for the person who asked for it. */
public final class Unavailable extends Exception {

    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
        super(message);
    }

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
