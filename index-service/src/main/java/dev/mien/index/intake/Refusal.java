package dev.mien.index.intake;

import java.util.Objects;

/**
 * Why a frame could not be decoded.
 *
 * @param reason the kind, with its HTTP status
 * @param detail one sentence for whoever sent it; says nothing that the picture shows
 */
public record Refusal(Reason reason, String detail) {
    public Refusal {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }

    /** All of them are INVALID_IMAGE to the outside; the status tells them apart. */
    public enum Reason {
        NOT_AN_IMAGE(400),
        UNSUPPORTED_FORMAT(415),
        TOO_MANY_BYTES(413),
        TOO_MANY_PIXELS(413),
        BROKEN(400);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** The HTTP status that says it best. */
        public int status() {
            return status;
        }
    }

    static Refusal broken(String what) {
        return new Refusal(Reason.BROKEN, "The image is damaged or incomplete: " + what + ".");
    }

    static Refusal unsupported(String format) {
        return new Refusal(Reason.UNSUPPORTED_FORMAT, format + " is not supported; send JPEG, PNG or WebP.");
    }
}
