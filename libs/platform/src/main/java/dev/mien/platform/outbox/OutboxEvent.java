package dev.mien.platform.outbox;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.platform.crypto.SubjectHash;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One event about to be written.
 *
 * @param id {@code ce_id}: consumers drop what they have seen under it
 * @param key what order is kept by
 * @param subject {@code ce_subject}
 * @param subjectHash of the Facial ID that the event names, or null when it names none
 * @param data one of the records of {@code dev.mien.contracts.event}
 */
public record OutboxEvent(
        UUID id, EventType type, String key, String subject, SubjectHash subjectHash, Instant at, Object data) {
    public OutboxEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(data, "data");
    }

    /** An event of the life of one Facial ID: keyed by it. */
    public static OutboxEvent ofLife(
            UUID id,
            EventType type,
            ApplicationId application,
            FacialId facialId,
            SubjectHash hash,
            Instant at,
            Object data) {
        return new OutboxEvent(id, type, application + ":" + facialId, subject(application, facialId), hash, at, data);
    }

    public static String subject(ApplicationId application, FacialId facialId) {
        return "applications/" + application + "/facial-ids/" + facialId;
    }

    public static String subject(ApplicationId application) {
        return "applications/" + application;
    }
}
