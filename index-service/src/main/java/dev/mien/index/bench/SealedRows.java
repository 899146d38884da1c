package dev.mien.index.bench;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.head.TemplateRow;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.KeyVault;
import dev.mien.index.vault.RowContents;
import dev.mien.index.vault.SealedTemplate;
import dev.mien.index.vault.TemplatePlace;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Fills an index with faces by the thousand: the rows that stores would have written, sealed as they would be, without
 * their ceremony.
 *
 * @param profile of the faces
 */
public record SealedRows(
        Database database, KeyVault vault, SubjectHasher hasher, ApplicationId application, String profile) {
    private static final int AT_ONCE = 1_000;
    private static final String INSERT = """
            insert into template (row_id, application_id, facial_id, subject_hash, profile, seq, sealed, wrapped_key, \
            epoch, row_hash, created_at) select id, ?, facial_id, subject, ?, seq, sealed, key, ?, hash, ? \
            from unnest(?::bigint[], ?::uuid[], ?::bytea[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bigint[]) \
            as t (id, facial_id, subject, seq, sealed, key, hash)""";

    /**
     * Adds so many faces to the index, which has a head.
     *
     * @param face the one of a number from 0 on; asked in order, and closed
     */
    public void add(int faces, IntFunction<FaceVector> face) {
        for (int at = 0; at < faces; at += AT_ONCE) {
            List<FaceVector> some = IntStream.range(at, Math.min(faces, at + AT_ONCE))
                    .mapToObj(face)
                    .toList();
            try {
                database.execute(tx -> add(tx, some));
            } finally {
                some.forEach(FaceVector::close);
            }
        }
    }

    private void add(Tx tx, List<FaceVector> faces) throws java.sql.SQLException {
        long[] head = tx.first(
                        "select seq, checksum from head where application_id = ? for update",
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        application.value())
                .orElseThrow();
        long seq = head[0];
        long checksum = head[1];
        List<Long> ids = tx.list(
                "select nextval('template_row') from generate_series(1, ?)", row -> row.getLong(1), faces.size());
        ApplicationKeys keys = vault.of(tx, application);
        Instant now = Instant.now();
        List<TemplateRow> rows = IntStream.range(0, faces.size())
                .parallel()
                .mapToObj(i -> row(keys, ids.get(i), seq + 1 + i, now, faces.get(i)))
                .toList();
        tx.update(
                INSERT,
                application.value(),
                profile,
                keys.epoch(),
                rows.getFirst().storedAt(),
                rows.stream().map(TemplateRow::rowId).toArray(Long[]::new),
                rows.stream().map(row -> row.place().facialId().value()).toArray(UUID[]::new),
                rows.stream().map(row -> row.subject().bytes()).toArray(byte[][]::new),
                rows.stream().map(TemplateRow::seq).toArray(Long[]::new),
                rows.stream().map(row -> row.template().sealed()).toArray(byte[][]::new),
                rows.stream().map(row -> row.template().wrappedKey()).toArray(byte[][]::new),
                rows.stream().map(TemplateRow::hash).toArray(Long[]::new));
        // The checksum is modulo 2^64, which SQL does not do.
        tx.update(
                "update head set seq = ?, count = count + ?, checksum = ? where application_id = ?",
                seq + rows.size(),
                rows.size(),
                checksum + rows.stream().mapToLong(TemplateRow::hash).sum(),
                application.value());
    }

    private TemplateRow row(ApplicationKeys keys, long id, long seq, Instant now, FaceVector face) {
        TemplatePlace place = new TemplatePlace(application, new FacialId(UUID.randomUUID()), profile);
        SubjectHash subject = hasher.of(application, place.facialId());
        SealedTemplate template = keys.seal(place, face);
        return TemplateRow.of(keys, new RowContents(id, place, seq, subject, now, template.sealed(), false), template);
    }
}
