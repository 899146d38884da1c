package dev.mien.enrollment.imports;

import dev.mien.contracts.imports.ImportLinePage;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads an import's lines: page by page, and which of them have no result. Nobody who is erased, or on the way out. */
@ApplicationScoped
class LineListing {
    private final SubjectHasher hasher;

    LineListing(SubjectHasher hasher) {
        this.hasher = hasher;
    }

    /**
     * Where a cursor points to. It is the hash of a line's key: the line's number, which all applications' lines share,
     * would tell of the others, and the key itself may be somebody's name.
     *
     * @return empty when it is no cursor of this import
     */
    Optional<Long> place(Tx tx, UUID job, String cursor) {
        byte[] keyHash;
        try {
            keyHash = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException noCursor) {
            return Optional.empty();
        }
        return tx.first(
                "select id from import_line where job_id = ? and key_hash = ?", row -> row.getLong(1), job, keyHash);
    }

    private String cursor(UUID job, String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hasher.ofName(job, key));
    }

    /** @param after the number of an earlier page's last line, 0 for the first page */
    ImportLinePage page(Tx tx, UUID job, long after, int limit) {
        List<StoredLine> found = tx.list(
                "select l.id, l.state, l.digest, l.session_id, l.facial_id, l.code, l.detail, false, l.own_key"
                        + " from import_line l left join profile p on p.facial_id = l.facial_id"
                        + " where l.job_id = ? and l.id > ? and l.state <> 'ERASED'"
                        + " and p.state is distinct from 'ERASING' order by l.id limit ?",
                row -> StoredLine.of(row).named(row.getString(9)),
                job,
                after,
                limit + 1);
        List<StoredLine> page = found.size() > limit ? found.subList(0, limit) : found;
        String next = found.size() > limit ? cursor(job, page.getLast().key()) : null;
        return new ImportLinePage(page.stream().map(StoredLine::line).toList(), next);
    }

    /** @return those of the keys that have no result, in their order */
    List<String> missing(Tx tx, UUID job, List<String> keys) throws SQLException {
        byte[][] hashes = keys.stream().map(key -> hasher.ofName(job, key)).toArray(byte[][]::new);
        Set<String> decided = tx
                .list(
                        "select key_hash from import_line where job_id = ? and key_hash = any (?)"
                                + " and state <> 'MISSING'",
                        row -> HexFormat.of().formatHex(row.getBytes(1)),
                        job,
                        tx.connection().createArrayOf("bytea", hashes))
                .stream()
                .collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < hashes.length; i++) {
            if (!decided.contains(HexFormat.of().formatHex(hashes[i]))) {
                missing.add(keys.get(i));
            }
        }
        return missing;
    }
}
