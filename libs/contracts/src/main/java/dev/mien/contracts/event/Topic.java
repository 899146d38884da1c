package dev.mien.contracts.event;

/** The topics of the suite. They are created by whoever deploys it, never by a first write. */
public final class Topic {
    /** The life of each Facial ID; public. Key {@code application:facialId}. */
    public static final String ENROLLMENTS = "mien.enrollments";
    /** What was tried; public. Key {@code application:attempt}. */
    public static final String ATTEMPTS = "mien.attempts";
    /** Confirmations of holders. Key: the erasure's number. */
    public static final String ERASURES = "mien.erasures";
    /** Applications as they are now; compacted. Key: the application. */
    public static final String APPLICATIONS = "mien.applications";
    /** Wake-ups between replicas of index-service. Key: the application. */
    public static final String INDEX = "mien.index";

    private Topic() {}
}
