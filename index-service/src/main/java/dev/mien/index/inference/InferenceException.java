package dev.mien.index.inference;

/** A network that could not be loaded or run: our fault or the operator's, never the face's. */
public final class InferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InferenceException(String message) {
        super(message);
    }

    InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
