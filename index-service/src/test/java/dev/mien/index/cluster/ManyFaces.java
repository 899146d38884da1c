package dev.mien.index.cluster;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.RowContents;
import dev.mien.index.vault.SealedTemplate;
import dev.mien.index.vault.TemplatePlace;
import dev.mien.platform.crypto.SubjectHash;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/** Strangers in an index, by the thousand: the rows that stores would have written, without their ceremony. */
public final class ManyFaces {
    private static final int AT_ONCE = 1_000;

    private ManyFaces() {}

    private record Row(long id, long seq, FacialId facialId, SealedTemplate template, long hash, byte[] subject) {}

    /** Adds so many faces of so many dimensions to the index of an application that has a head. */
    public static void add(Cluster cluster, Node node, ApplicationId application, int faces, int dimensions) {
        for (int at = 0; at < faces; at += AT_ONCE) {
            int first = at;
            int count = Math.min(AT_ONCE, faces - at);
            cluster.database().execute(tx -> {
                long[] head = tx.first(
                                "select seq, checksum from head where application_id = ? for update",
                                row -> new long[] {row.getLong(1), row.getLong(2)},
                                application.value())
                        .orElseThrow();
                long seq = head[0];
                long checksum = head[1];
                List<Long> ids = tx.list(
                        "select nextval('template_row') from generate_series(1, ?)", row -> row.getLong(1), count);
                ApplicationKeys keys = node.keys().of(tx, application);
                List<Row> rows = IntStream.range(0, count)
                        .parallel()
                        .mapToObj(i -> row(cluster, keys, application, ids.get(i), seq + 1 + i, first + i, dimensions))
                        .toList();
                tx.update(
                        "insert into template (row_id, application_id, facial_id, subject_hash, profile, seq, sealed,"
                                + " wrapped_key, epoch, row_hash) select id, ?, facial_id, subject, ?, seq, sealed, key, ?, hash"
                                + " from unnest(?::bigint[], ?::uuid[], ?::bytea[], ?::bigint[], ?::bytea[], ?::bytea[],"
                                + " ?::bigint[]) as t (id, facial_id, subject, seq, sealed, key, hash)",
                        application.value(),
                        PlannedFaces.PROFILE,
                        keys.epoch(),
                        rows.stream().map(Row::id).toArray(Long[]::new),
                        rows.stream().map(row -> row.facialId().value()).toArray(UUID[]::new),
                        rows.stream().map(Row::subject).toArray(byte[][]::new),
                        rows.stream().map(Row::seq).toArray(Long[]::new),
                        rows.stream().map(row -> row.template().sealed()).toArray(byte[][]::new),
                        rows.stream().map(row -> row.template().wrappedKey()).toArray(byte[][]::new),
                        rows.stream().map(Row::hash).toArray(Long[]::new));
                // Modulo 2^64, which SQL does not do.
                tx.update(
                        "update head set seq = ?, count = count + ?, checksum = ? where application_id = ?",
                        seq + count,
                        count,
                        checksum + rows.stream().mapToLong(Row::hash).sum(),
                        application.value());
            });
        }
    }

    private static Row row(
            Cluster cluster,
            ApplicationKeys keys,
            ApplicationId application,
            long id,
            long seq,
            long seed,
            int dimensions) {
        FacialId facialId = new FacialId(UUID.randomUUID());
        TemplatePlace place = new TemplatePlace(application, facialId, PlannedFaces.PROFILE);
        try (FaceVector face = face(seed, dimensions)) {
            SealedTemplate template = keys.seal(place, face);
            SubjectHash subject = cluster.hash(application, facialId);
            return new Row(
                    id,
                    seq,
                    facialId,
                    template,
                    keys.hash(new RowContents(id, place, seq, subject, template.sealed(), false)),
                    subject.bytes());
        }
    }

    private static FaceVector face(long seed, int dimensions) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5eed_0000_0000L);
        float[] values = new float[dimensions];
        double square = 0;
        for (int i = 0; i < dimensions; i++) {
            values[i] = (float) random.nextGaussian();
            square += (double) values[i] * values[i];
        }
        float norm = (float) Math.sqrt(square);
        for (int i = 0; i < dimensions; i++) {
            values[i] /= norm;
        }
        return FaceVector.owning(values);
    }
}
