package dev.mien.index.face;

/**
 * What a request wants beyond a template.
 *
 * @param age whether years are estimated; off unless a policy asks, because it is one more thing to know about a person
 */
public record Requirements(boolean age) {
    /** A template, and nothing else. */
    public static final Requirements TEMPLATE = new Requirements(false);
}
