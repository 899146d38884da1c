package dev.mien.platform.indexfile;

/** A file is not what it should be. The message is a sentence for whoever has it: what is wrong, and what to do. */
public final class IndexFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IndexFileException(String message) {
        super(message, null, false, false);
    }
}
