package dev.mien.index.store;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.gallery.ScanGallery;
import dev.mien.index.head.Head;
import dev.mien.index.head.TemplateRow;
import dev.mien.index.head.Templates;
import dev.mien.index.resolve.Candidates;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.ProbeContents;
import dev.mien.platform.sql.Tx;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Set;

/**
 * What came between a probe's search and its store: read from the database under the head's lock, and compared by the same
 * gallery that the search was made in, so that a score is the same number in both.
 */
final class Newer {
    private static final int BLOCK_ROWS = 64;
    private final Templates templates;

    Newer(Templates templates) {
        this.templates = templates;
    }

    /**
     * @return those who match, best first
     * @throws IllegalStateException when a row cannot be opened: whether it matches is unknown, so nothing may be stored
     */
    List<Hit> matches(Tx tx, Head head, ApplicationKeys keys, ProbeContents probe, StoreRequest request) {
        HeadPosition through = probe.searchedThrough();
        Set<FacialId> ignored = Set.copyOf(request.ignore());
        try (Arena arena = Arena.ofConfined();
                Query query = Query.of(probe.vector())) {
            ScanGallery newer = new ScanGallery(arena, probe.vector().dimensions(), BLOCK_ROWS);
            try {
                templates.changedAfter(tx, head.application(), through.seq(), probe.profile(), row -> {
                    FacialId facialId = row.place().facialId();
                    if (!ignored.contains(facialId)) {
                        add(newer, row, keys);
                    }
                });
                return newer.search(query, request.threshold(), Candidates.MOST);
            } finally {
                newer.wipe();
            }
        }
    }

    private static void add(ScanGallery newer, TemplateRow row, ApplicationKeys keys) {
        try (FaceVector vector = row.open(keys)
                .orElseThrow(() -> new IllegalStateException("template row " + row.rowId() + " cannot be opened"))) {
            newer.insert(row.rowId(), row.place().facialId(), row.hash(), vector);
        }
    }
}
