package dev.mien.index.profile;

/** A profile that cannot be used. The message names the file and the field, for the operator who installed it. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProfileException(String message) {
        super(message);
    }

    public ProfileException(String message, Throwable cause) {
        super(message, cause);
    }
}
