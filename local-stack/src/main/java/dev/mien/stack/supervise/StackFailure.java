package dev.mien.stack.supervise;

/** Something that a person has to mend: the message is one plain sentence that says what and how, ready to print. */
public final class StackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackFailure(String sentence) {
        super(sentence);
    }

    public StackFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
