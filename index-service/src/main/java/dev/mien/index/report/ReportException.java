package dev.mien.index.report;

/** A report cannot be made of what it was given; the message says what is wrong and what to do. */
final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }

    ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
