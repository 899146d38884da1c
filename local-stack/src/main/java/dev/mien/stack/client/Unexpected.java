package dev.mien.stack.client;

/** A step that did not go as it should; the message says what was expected and what came. */
public final class Unexpected extends Exception {
    private static final long serialVersionUID = 1L;

    public Unexpected(String sentence) {
        super(sentence);
    }

    public Unexpected(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
