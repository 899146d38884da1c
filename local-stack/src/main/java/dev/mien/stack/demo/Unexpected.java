package dev.mien.stack.demo;

/** A step that did not go as it should; the message says what was expected and what came. */
final class Unexpected extends Exception {
    private static final long serialVersionUID = 1L;

    Unexpected(String sentence) {
        super(sentence);
    }

    Unexpected(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
