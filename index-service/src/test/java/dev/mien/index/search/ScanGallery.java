package dev.mien.index.search;

import dev.mien.contracts.FacialId;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.gallery.Hit;
import dev.mien.index.gallery.Query;
import dev.mien.index.vault.FaceVector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The reference: compares the query's whole numbers with those of every face, one after the other, without any sketch.
 */
final class ScanGallery implements Gallery {
    private final Space space;
    private final Map<Long, Face> faces = new TreeMap<>();

    ScanGallery(Space space) {
        this.space = space;
    }

    private record Face(FacialId facialId, long hash, int[] row, int square, short alpha) {}

    @Override
    public void insert(long rowId, FacialId facialId, long rowHash, FaceVector face) {
        Template template = new Template(space.shape());
        space.encode(face.expose(), template);
        faces.put(rowId, new Face(facialId, rowHash, template.values, template.square, template.alpha));
    }

    @Override
    public boolean erase(long rowId) {
        return faces.remove(rowId) != null;
    }

    @Override
    public List<Hit> search(Query query, double floor, int most) {
        try (Probe probe = new Probe(space, query.expose())) {
            return faces.entrySet().stream()
                    .map(entry -> hit(entry.getKey(), entry.getValue(), probe))
                    .filter(hit -> hit.score() >= floor)
                    .sorted(Hit.BEST_FIRST)
                    .limit(most)
                    .toList();
        }
    }

    double score(long row, Probe probe) {
        return hit(row, faces.get(row), probe).score();
    }

    private static Hit hit(long row, Face face, Probe probe) {
        int dot = 0;
        for (int i = 0; i < face.row().length; i++) {
            dot += face.row()[i] * probe.values()[i];
        }
        return new Hit(row, face.facialId(), Score.of(dot, face.square(), probe, face.alpha()));
    }

    @Override
    public Optional<Hit> compare(Query query, FacialId only) {
        return search(query, -1, faces.size()).stream()
                .filter(hit -> hit.facialId().equals(only))
                .findFirst();
    }

    @Override
    public int count() {
        return faces.size();
    }

    @Override
    public long checksum() {
        return faces.values().stream().mapToLong(Face::hash).sum();
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public void wipe() {
        faces.clear();
    }
}
