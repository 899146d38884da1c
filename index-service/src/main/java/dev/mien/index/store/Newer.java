package dev.mien.index.store;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.gallery.Galleries;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.head.TemplateRow;
import dev.mien.index.head.Templates;
import dev.mien.index.resolve.Candidates;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.platform.sql.Tx;
import java.util.List;
import java.util.Set;

/**
 * What came between a search and the write that follows it: read from the database under the head's lock, and compared
 * by the same kind of gallery that the search was made in, so that a score is the same number in both.
 */
public final class Newer {
    private final Templates templates;
    private final Galleries galleries;

    public Newer(Templates templates, Galleries galleries) {
        this.templates = templates;
        this.galleries = galleries;
    }

    /**
     * What is about to be written.
     *
     * @param vector still the caller's to close
     * @param after the head's number that the search has seen
     * @param threshold the score from which somebody matches
     * @param ignored those who do not count
     */
    public record Face(String profile, FaceVector vector, long after, double threshold, Set<FacialId> ignored) {
        public Face {
            ignored = Set.copyOf(ignored);
        }
    }

    /**
     * @return those who match, best first
     * @throws IllegalStateException when a row cannot be opened: whether it matches is unknown, so nothing may be stored
     */
    public List<Hit> matches(Tx tx, ApplicationId application, ApplicationKeys keys, Face face) {
        Gallery newer = galleries.make(face.profile(), face.vector().dimensions(), keys);
        try (Query query = Query.of(face.vector())) {
            templates.changedAfter(tx, application, face.after(), face.profile(), row -> {
                FacialId facialId = row.place().facialId();
                if (!face.ignored().contains(facialId)) {
                    add(newer, row, keys);
                }
            });
            return newer.search(query, face.threshold(), Candidates.MOST);
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
