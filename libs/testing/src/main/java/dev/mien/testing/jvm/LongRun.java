package dev.mien.testing.jvm;

/** {@code ./mien test --long}: the same tests, with more of what they try. */
public final class LongRun {
    /** System property that {@code --long} sets. */
    public static final String PROPERTY = "mien.long";

    private LongRun() {}

    /** Whether this is one. */
    public static boolean asked() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** How often a test tries: {@code usually}, or {@code whenLong}. */
    public static int tries(int usually, int whenLong) {
        return asked() ? whenLong : usually;
    }
}
