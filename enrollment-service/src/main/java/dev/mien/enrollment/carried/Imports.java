package dev.mien.enrollment.carried;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.enrollment.IndexImport;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table of imports: one row for each file and application. */
@ApplicationScoped
class Imports {
    private static final String COLUMNS =
            "file, ended_at is not null, next, imported, known, erased, duplicates, taken,"
                    + " started_at, changed_at from index_import";

    /** The import of a file; begun by this, if it was not. */
    IndexImport begin(Tx tx, ApplicationId application, UUID file, String termsVersion, String basis) {
        tx.update(
                "insert into index_import (application_id, file, terms_version, basis) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                application.value(),
                file,
                termsVersion,
                basis);
        return find(tx, application, file).orElseThrow();
    }

    Optional<IndexImport> find(Tx tx, ApplicationId application, UUID file) {
        return tx.first(
                "select " + COLUMNS + " where application_id = ? and file = ?",
                Imports::read,
                application.value(),
                file);
    }

    /** The other applications that this very file was imported into. */
    List<ApplicationId> others(Tx tx, ApplicationId application, UUID file) {
        return tx.list(
                "select application_id from index_import where file = ? and application_id <> ?",
                row -> new ApplicationId(row.getObject(1, UUID.class)),
                file,
                application.value());
    }

    /**
     * Moves it on, from where it is known to stand.
     *
     * @return empty when another upload of the same file was quicker
     */
    Optional<IndexImport> advance(
            Tx tx,
            ApplicationId application,
            UUID file,
            long from,
            int parts,
            Map<Fate, Integer> fates,
            boolean ended) {
        int moved = tx.update(
                "update index_import set next = next + ?, imported = imported + ?, known = known + ?,"
                        + " erased = erased + ?, duplicates = duplicates + ?, taken = taken + ?,"
                        + " changed_at = clock_timestamp(), ended_at = case when ? then clock_timestamp() end"
                        + " where application_id = ? and file = ? and next = ? and ended_at is null",
                parts,
                fates.getOrDefault(Fate.STORE, 0),
                fates.getOrDefault(Fate.KNOWN, 0),
                fates.getOrDefault(Fate.ERASED, 0),
                fates.getOrDefault(Fate.DUPLICATE, 0),
                fates.getOrDefault(Fate.TAKEN, 0),
                ended,
                application.value(),
                file,
                from);
        return moved == 1 ? find(tx, application, file) : Optional.empty();
    }

    private static IndexImport read(ResultSet row) throws SQLException {
        return new IndexImport(
                row.getObject(1, UUID.class),
                row.getBoolean(2) ? IndexImport.State.COMPLETE : IndexImport.State.RUNNING,
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getObject(10, OffsetDateTime.class).toInstant());
    }
}
