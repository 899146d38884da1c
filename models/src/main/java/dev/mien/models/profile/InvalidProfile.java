package dev.mien.models.profile;

/** A profile's YAML says something that cannot be; the message names the field. */
public final class InvalidProfile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidProfile(String message) {
        super(message);
    }

    InvalidProfile(String message, Throwable cause) {
        super(message, cause);
    }
}
