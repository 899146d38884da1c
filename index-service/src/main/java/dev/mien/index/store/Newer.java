package dev.mien.index.store;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.index.gallery.Galleries;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.head.Head;
import dev.mien.index.head.TemplateRow;
import dev.mien.index.head.Templates;
import dev.mien.index.resolve.Candidates;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.ProbeContents;
import dev.mien.platform.sql.Tx;
import java.util.List;
import java.util.Set;

/**
 * What came between a probe's search and its store: read from the database under the head's lock, and compared by the same
 * kind of gallery that the search was made in, so that a score is the same number in both.
 */
final class Newer {
    private final Templates templates;
    private final Galleries galleries;

    Newer(Templates templates, Galleries galleries) {
        this.templates = templates;
        this.galleries = galleries;
    }

    /**
     * @return those who match, best first
     * @throws IllegalStateException when a row cannot be opened: whether it matches is unknown, so nothing may be stored
     */
    List<Hit> matches(Tx tx, Head head, ApplicationKeys keys, ProbeContents probe, StoreRequest request) {
        HeadPosition through = probe.searchedThrough();
        Set<FacialId> ignored = Set.copyOf(request.ignore());
        Gallery newer = galleries.make(probe.profile(), probe.vector().dimensions(), keys);
        try (Query query = Query.of(probe.vector())) {
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

    private static void add(Gallery newer, TemplateRow row, ApplicationKeys keys) {
        try (FaceVector vector = row.open(keys)
                .orElseThrow(() -> new IllegalStateException("template row " + row.rowId() + " cannot be opened"))) {
            newer.insert(row.rowId(), row.place().facialId(), row.hash(), vector);
        }
    }
}
