package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.index.store.StoredProbes;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.ledger.Holder;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Purges faces that are at AWS. From the commit on nobody is found by them; a number has passed once AWS, asked, lists
 * none of them any more. It works with the engine switched off, too, and then a number does not pass while anything is
 * left.
 */
final class CloudPurge implements Holder {
    private final Database database;
    private final CloudCollections collections;
    private final CloudFaces faces;
    private final StoredProbes stored;
    private final boolean enabled;

    /** @param enabled whether AWS can be asked */
    CloudPurge(
            Database database, CloudCollections collections, CloudFaces faces, StoredProbes stored, boolean enabled) {
        this.enabled = enabled;
        this.database = database;
        this.collections = collections;
        this.faces = faces;
        this.stored = stored;
    }

    @Override
    public Map<String, Integer> purge(Tx tx, LedgerEntry entry, SubjectHash hash) {
        return switch (entry.kind()) {
            case FACIAL_ID -> {
                // The collection's row first, as whoever stores takes it first.
                Optional<CloudCollection> collection =
                        faces.applicationOf(tx, hash).flatMap(application -> collections.lock(tx, application));
                int gone = faces.go(tx, hash, entry.number());
                collection.ifPresent(known -> collections.count(tx, known.application(), -gone));
                yield removed(gone);
            }
            case APPLICATION -> {
                Optional<ApplicationId> application = tx.first(
                        "select application_id from rekognition_collection where subject_hash = ? for update",
                        row -> new ApplicationId(row.getObject(1, UUID.class)),
                        (Object) hash.bytes());
                int gone = application.map(known -> faces.goAll(tx, known)).orElse(0);
                application.ifPresent(known -> stored.forgetAll(tx, known));
                collections.go(tx, hash, entry.number());
                yield removed(gone);
            }
        };
    }

    @Override
    public boolean passed(long number) {
        return database.write(tx -> !faces.holds(tx, number) && !collections.unlisted(tx));
    }

    @Override
    public void restored(Tx tx) {
        collections.restored(tx);
        if (enabled) {
            collections.seekForgotten(tx);
        }
    }

    /** Installations that never had such a face are not told of none. */
    private static Map<String, Integer> removed(int faces) {
        return faces == 0 ? Map.of() : Map.of("rekognitionFaces", faces);
    }
}
