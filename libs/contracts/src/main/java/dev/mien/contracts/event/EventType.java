package dev.mien.contracts.event;

import java.util.Optional;

/** Every type of event, with the topic that it is written to. A changed type is a new version of it. */
public enum EventType {
    ENROLLMENT_COMPLETED("dev.mien.enrollment.completed.v1", Topic.ENROLLMENTS),
    ENROLLMENT_UPDATED("dev.mien.enrollment.updated.v1", Topic.ENROLLMENTS),
    ERASURE_REQUESTED("dev.mien.erasure.requested.v1", Topic.ENROLLMENTS),
    ERASURE_COMPLETED("dev.mien.erasure.completed.v1", Topic.ENROLLMENTS),
    AUTHENTICATION_SUCCEEDED("dev.mien.authentication.succeeded.v1", Topic.ATTEMPTS),
    AUTHENTICATION_FAILED("dev.mien.authentication.failed.v1", Topic.ATTEMPTS),
    ENROLLMENT_REJECTED("dev.mien.enrollment.rejected.v1", Topic.ATTEMPTS),
    ERASURE_FULFILLED("dev.mien.erasure.fulfilled.v1", Topic.ERASURES),
    APPLICATION_CHANGED("dev.mien.application.changed.v1", Topic.APPLICATIONS),
    INDEX_ADVANCED("dev.mien.index.advanced.v1", Topic.INDEX);

    private final String type;
    private final String topic;

    EventType(String type, String topic) {
        this.type = type;
        this.topic = topic;
    }

    /** The value of {@code ce_type}. */
    public String type() {
        return type;
    }

    public String topic() {
        return topic;
    }

    /** The value of {@code ce_dataschema}: where the JSON Schema of this type stands in the documentation. */
    public String schema() {
        return "urn:mien:schema:" + type;
    }

    /** Empty for a type that this version does not know: newer producers may write those. */
    public static Optional<EventType> of(String type) {
        for (EventType candidate : values()) {
            if (candidate.type.equals(type)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
