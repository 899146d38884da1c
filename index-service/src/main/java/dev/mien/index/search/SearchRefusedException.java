package dev.mien.index.search;

/** A search that was not made, or not to its end. */
public final class SearchRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /**
         * The floor is so low that sketches drop nobody: in a large gallery that would cost as much as comparing all.
         */
        FLOOR_TOO_LOW,
        /** The time that a search may take was over. */
        LATE
    }

    private final Reason reason;

    private SearchRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static SearchRefusedException floorTooLow(double floor, double lowest) {
        return new SearchRefusedException(
                Reason.FLOOR_TOO_LOW,
                "a floor of " + floor + " is too low for a gallery of this size: it must be at least " + lowest);
    }

    static SearchRefusedException late() {
        return new SearchRefusedException(Reason.LATE, "the search did not end in the time that it may take");
    }

    public Reason reason() {
        return reason;
    }
}
