package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of faces: INTENDED before a face is sent to AWS, STORED once it has landed, GOING from the moment that it
 * shall not be there, until AWS lists it no more. Who writes about a Facial ID has looked at the ledger in the same
 * transaction.
 */
final class CloudFaces {

    /** One that has to go. @param faceId null while nobody knows whether it landed */
    record Going(UUID externalId, String faceId) {}

    boolean has(Tx tx, SubjectHash subject) {
        return tx.exists(
                "select 1 from rekognition_face where subject_hash = ? and state <> 'GOING'", (Object) subject.bytes());
    }

    /** A face is about to be sent. @return what AWS will know it by */
    UUID intend(Tx tx, ApplicationId application, FacialId facialId, SubjectHash subject) {
        UUID externalId = UUID.randomUUID();
        tx.update(
                "insert into rekognition_face (external_id, application_id, facial_id, subject_hash, state)"
                        + " values (?, ?, ?, ?, 'INTENDED')",
                externalId,
                application.value(),
                facialId.value(),
                subject.bytes());
        return externalId;
    }

    /** The face has landed. @return false when it is to go already */
    boolean store(Tx tx, UUID externalId, String faceId) {
        return tx.update(
                        "update rekognition_face set state = 'STORED', face_id = ?"
                                + " where external_id = ? and state = 'INTENDED'",
                        faceId,
                        externalId)
                == 1;
    }

    /** Nothing was sent, or AWS has said that nothing was stored. */
    void dismiss(Tx tx, UUID externalId) {
        tx.update("delete from rekognition_face where external_id = ? and face_id is null", externalId);
    }

    /** It shall not stay. @param faceId null while nobody knows whether it landed @return whether its row is there */
    boolean abandon(Tx tx, UUID externalId, String faceId) {
        return tx.update(
                        "update rekognition_face set state = 'GOING', facial_id = null, face_id = coalesce(?, face_id)"
                                + " where external_id = ?",
                        faceId,
                        externalId)
                == 1;
    }

    /** Whether AWS has given this name to another face of ours: it recognizes a picture that it was sent before. */
    boolean names(Tx tx, ApplicationId application, String faceId) {
        return tx.exists(
                "select 1 from rekognition_face where application_id = ? and face_id = ?", application.value(), faceId);
    }

    /**
     * Those of these faces that stand here, whatever their state, by AWS's name. One that bears a name of ours and that
     * AWS has given to another face than it told us of is none of ours: whoever puts it there would be taken for
     * somebody.
     */
    Map<String, Optional<FacialId>> known(Tx tx, ApplicationId application, Collection<AwsCollections.Known> faces) {
        Map<String, Optional<FacialId>> known = new HashMap<>();
        List<AwsCollections.Known> named =
                faces.stream().filter(face -> face.externalId() != null).toList();
        tx.list(
                "select listed.face_id, ours.facial_id from unnest(?::text[], ?::text[]) as listed (external_id, face_id)"
                        + " join rekognition_face ours on ours.external_id::text = listed.external_id"
                        + " where ours.application_id = ? and coalesce(ours.face_id, listed.face_id) = listed.face_id",
                row -> known.put(
                        row.getString(1),
                        Optional.ofNullable(row.getObject(2, UUID.class)).map(FacialId::new)),
                named.stream().map(AwsCollections.Known::externalId).toArray(String[]::new),
                named.stream().map(AwsCollections.Known::faceId).toArray(String[]::new),
                application.value());
        return known;
    }

    /** The application in which a subject has faces, or had until just now. */
    Optional<ApplicationId> applicationOf(Tx tx, SubjectHash subject) {
        return tx.first(
                "select application_id from rekognition_face where subject_hash = ? limit 1",
                row -> new ApplicationId(row.getObject(1, UUID.class)),
                (Object) subject.bytes());
    }

    /** Everything of a subject goes, under that number. @return how many faces could be found until now */
    int go(Tx tx, SubjectHash subject, long number) {
        int stored = tx.first(
                        "select count(*) from rekognition_face where subject_hash = ? and state = 'STORED'",
                        row -> row.getInt(1),
                        (Object) subject.bytes())
                .orElseThrow();
        tx.update(
                "update rekognition_face set state = 'GOING', facial_id = null, number = coalesce(number, ?)"
                        + " where subject_hash = ?",
                number,
                subject.bytes());
        return stored;
    }

    /** Everyone of an application goes. @return how many could be found until now */
    int goAll(Tx tx, ApplicationId application) {
        int stored = tx.first(
                        "select count(*) from rekognition_face where application_id = ? and state = 'STORED'",
                        row -> row.getInt(1),
                        application.value())
                .orElseThrow();
        tx.update(
                "update rekognition_face set state = 'GOING', facial_id = null where application_id = ?",
                application.value());
        return stored;
    }

    /** Stores of which nobody has heard for so long have failed. */
    void abandonOlder(Tx tx, Duration settled) {
        tx.update(
                "update rekognition_face set state = 'GOING', facial_id = null where state = 'INTENDED'"
                        + " and intended_at < clock_timestamp() - ? * interval '1 millisecond'",
                settled.toMillis());
    }

    /** Applications some of whose faces have to go. */
    List<ApplicationId> unfinished(Tx tx) {
        return tx.list(
                "select distinct application_id from rekognition_face where state = 'GOING'",
                row -> new ApplicationId(row.getObject(1, UUID.class)));
    }

    /** Faces that have to go and whose names AWS has told. */
    List<Going> landed(Tx tx, ApplicationId application, int most) {
        return tx.list(
                "select external_id, face_id from rekognition_face"
                        + " where application_id = ? and state = 'GOING' and face_id is not null limit ?",
                row -> new Going(row.getObject(1, UUID.class), row.getString(2)),
                application.value(),
                most);
    }

    /** Those of which nobody knows whether they landed, and that by now cannot land any more. */
    List<UUID> settled(Tx tx, ApplicationId application, Duration settled) {
        return tx.list(
                "select external_id from rekognition_face where application_id = ? and state = 'GOING'"
                        + " and face_id is null and intended_at < clock_timestamp() - ? * interval '1 millisecond'",
                row -> row.getObject(1, UUID.class),
                application.value(),
                settled.toMillis());
    }

    /** Forgets those that AWS does not list, unless it has told of one of them meanwhile. */
    void forgetUnheard(Tx tx, Collection<UUID> externalIds) {
        tx.update(
                "delete from rekognition_face where external_id = any(?) and state = 'GOING' and face_id is null",
                (Object) externalIds.toArray(UUID[]::new));
    }

    /** Forgets what AWS lists no more. */
    void forget(Tx tx, Collection<UUID> externalIds) {
        tx.update("delete from rekognition_face where external_id = any(?) and state = 'GOING'", (Object)
                externalIds.toArray(UUID[]::new));
    }

    /** Whether anything is still to go under a number. */
    boolean holds(Tx tx, long number) {
        return tx.exists(
                "select 1 from rekognition_face where number = ?"
                        + " union all select 1 from rekognition_collection where number = ?",
                number,
                number);
    }
}
