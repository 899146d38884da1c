package dev.mien.contracts;

/**
 * Why a call was refused: the {@code code} of a problem, with the number that pages written for fio.js know and the
 * HTTP status that it is answered with. Numbers 1 to 22 are fio.js's own; ours reuse the number that an old page's
 * switch should see.
 */
public enum Code {
    PERMISSION_REFUSED(1, 400, "The camera was refused"),
    NO_FACES_DETECTED(2, 422, "No face in any frame"),
    UNRECOGNIZED_FACE(3, 401, "Nobody enrolled matches this face"),
    MANY_FACES(4, 422, "More than one face of comparable size"),
    PAD_ATTACK(5, 422, "The liveness check was not passed"),
    FACE_MISMATCH(6, 422, "The frames do not show one person"),
    NETWORK_IO(7, 400, "The network failed in the browser"),
    WRONG_PIN_CODE(8, 401, "The PIN is wrong"),
    PROCESSING_ERR(9, 500, "Something failed on our side; nothing was stored"),
    UNAUTHORIZED(10, 401, "Credentials are missing, unknown or revoked"),
    TERMS_NOT_ACCEPTED(11, 422, "No explicit consent to the current terms"),
    UI_NOT_READY(12, 400, "The widget is not ready"),
    SESSION_EXPIRED(13, 401, "The session has expired or was used"),
    TIMEOUT(14, 504, "The request took too long"),
    TOO_MANY_REQUESTS(15, 429, "Too many requests"),
    EMPTY_ORIGIN(16, 403, "The request has no Origin"),
    FORBIDDDEN_ORIGIN(17, 403, "This origin is not allowed"),
    FORBIDDDEN_COUNTRY(18, 403, "This country is not allowed"),
    UNIQUE_PIN_REQUIRED(19, 409, "This PIN is taken; choose another"),
    SESSION_IN_PROGRESS(20, 409, "Another operation is running on this page"),
    FACE_DUPLICATION(21, 409, "This face is enrolled already"),
    MINORS_NOT_ALLOWED(22, 422, "Estimated age below the allowed one"),

    PIN_REQUIRED(8, 401, "A PIN is needed"),
    WEAK_PIN_CODE(8, 422, "The PIN is too easy to guess"),
    FACE_OBSCURED(2, 422, "The face is covered"),
    POOR_QUALITY(2, 422, "The picture of the face is not good enough"),
    INVALID_IMAGE(9, 400, "The image cannot be used"),
    INVALID_REQUEST(9, 400, "The request is malformed"),
    FORBIDDEN(10, 403, "These credentials may not do this"),
    NOT_FOUND(9, 404, "Not found"),
    METHOD_NOT_ALLOWED(9, 405, "This method is not allowed here"),
    CONFLICT(9, 409, "The current state does not allow this");

    private final int fioCode;
    private final int status;
    private final String title;

    Code(int fioCode, int status, String title) {
        this.fioCode = fioCode;
        this.status = status;
        this.title = title;
    }

    public int fioCode() {
        return fioCode;
    }

    /** The HTTP status that this code is answered with unless a refusal names a closer one (413, 415, 503). */
    public int status() {
        return status;
    }

    /** One short sentence, the same for every occurrence. */
    public String title() {
        return title;
    }
}
