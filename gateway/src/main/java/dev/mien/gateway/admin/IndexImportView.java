package dev.mien.gateway.admin;

import dev.mien.contracts.enrollment.IndexImport;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * How far the import of an index file is; members as in {@link IndexImport}.
 *
 * @param state {@code running} until the file's end has been read, then {@code complete}
 */
public record IndexImportView(
        UUID file,
        String state,
        long next,
        long imported,
        long known,
        long erased,
        long duplicates,
        long taken,
        Instant startedAt,
        Instant changedAt) {
    static IndexImportView of(IndexImport now) {
        return new IndexImportView(
                now.file(),
                now.state().name().toLowerCase(Locale.ROOT),
                now.next(),
                now.imported(),
                now.known(),
                now.erased(),
                now.duplicates(),
                now.taken(),
                now.startedAt(),
                now.changedAt());
    }
}
