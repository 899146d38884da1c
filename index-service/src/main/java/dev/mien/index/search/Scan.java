package dev.mien.index.search;

/** The stages of one query in one segment. Without state of its own. */
final class Scan {
    private Scan() {}

    /** Offers whoever may be of interest in that segment of the search's view. */
    static void segment(Search search, int index, Kernel kernel, Scratch scratch) {
        View view = search.view();
        Segment segment = view.segments()[index];
        int faces = view.faces(index);
        int left = search.comparesAll() ? all(faces, scratch.slots) : sketches(search, segment, faces, kernel, scratch);
        for (int i = 0; i < left; i++) {
            int at = scratch.slots[i];
            long tag = segment.tag(at);
            if (tag != 0
                    && segment.score(at, tag, search.probe(), kernel)
                            >= search.best().floor()) {
                search.offer(View.slot(index, at), segment);
            }
        }
    }

    private static int all(int faces, int[] slots) {
        for (int i = 0; i < faces; i++) {
            slots[i] = i;
        }
        return faces;
    }

    private static int sketches(Search search, Segment segment, int faces, Kernel kernel, Scratch scratch) {
        Cut cut = search.cut();
        int left = first(search.shape(), segment, faces, search.probe(), cut, kernel, scratch);
        return search.shape().restWords() == 0
                ? left
                : refine(search.shape(), segment, search.probe(), cut, left, kernel, scratch);
    }

    /** The first stage: lists who is left by the upper planes. */
    private static int first(
            Shape shape, Segment segment, int faces, Probe probe, Cut cut, Kernel kernel, Scratch scratch) {
        int stride = segment.capacity();
        int rounded = (faces + Kernel.STEP - 1) / Kernel.STEP * Kernel.STEP;
        int[] distances = scratch.distances;
        kernel.distances(segment.planes(), shape.upper(), stride, rounded, probe.planes(), distances);
        int left = shape.linear()
                ? kernel.selectLinear(segment.factors(), rounded, cut.a, cut.b, distances, scratch.slots)
                : kernel.selectFull(
                        segment.factors(), stride, rounded, cut.a, cut.b, cut.c, cut.e, distances, scratch.slots);
        while (left > 0 && scratch.slots[left - 1] >= faces) {
            left--;
        }
        return left;
    }

    /** The second stage: of those who are left, who still is by the whole sketch. */
    private static int refine(
            Shape shape, Segment segment, Probe probe, Cut cut, int left, Kernel kernel, Scratch scratch) {
        int[] slots = scratch.slots;
        scratch.touched += segment.touch(slots, left);
        kernel.refine(segment.rest(), slots, left, probe.rest(), scratch.distances);
        boolean linear = segment.linear();
        int kept = 0;
        for (int i = 0; i < left; i++) {
            int at = slots[i];
            int distance = scratch.distances[at];
            if (linear
                    ? cut.keeps(distance, segment.lastFactor(at))
                    : cut.keeps(distance, segment.square(at), segment.lastFactor(at), segment.alpha(at))) {
                slots[kept++] = at;
            }
        }
        return kept;
    }

    /** Both stages for one face alone, for tests of whom they drop. */
    static boolean keeps(Shape shape, Segment segment, int at, Probe probe, Cut cut, Scratch scratch) {
        Kernel kernel = new ScalarKernel();
        int left = first(shape, segment, at + 1, probe, cut, kernel, scratch);
        if (left == 0 || scratch.slots[left - 1] != at) {
            return false;
        }
        scratch.slots[0] = at;
        return shape.restWords() == 0 || refine(shape, segment, probe, cut, 1, kernel, scratch) == 1;
    }
}
