package dev.mien.index.profile;

import java.util.List;
import java.util.Objects;

/**
 * How boxes are read out of a detector.
 *
 * @param kind the detector's family
 * @param anchors layers in the order of the output's rows
 * @param points names of the points that come with each box, in order
 * @param minScore from which probability on a box counts
 * @param overlap intersection over union from which on two boxes are one face
 */
public record BoxDecoder(Kind kind, List<Layer> anchors, List<String> points, double minScore, double overlap)
        implements Decoder {
    public BoxDecoder {
        Objects.requireNonNull(kind, "kind");
        anchors = List.copyOf(anchors);
        points = List.copyOf(points);
        if (anchors.isEmpty() || !(minScore > 0 && minScore < 1) || !(overlap > 0 && overlap < 1)) {
            throw new IllegalArgumentException("a box decoder has anchors, and minScore and overlap between 0 and 1");
        }
        if (kind == Kind.RETINAFACE
                && anchors.stream().anyMatch(layer -> layer.sizes().isEmpty())) {
            throw new IllegalArgumentException("anchors of a retinaface decoder have sizes");
        }
    }

    /** Families of detectors; docs/models.md says what each answers with. */
    public enum Kind {
        BLAZEFACE,
        YUNET,
        SCRFD,
        RETINAFACE
    }

    /**
     * Cells of one size.
     *
     * @param stride pixels of the input from one cell to the next
     * @param perCell boxes of each cell
     * @param sizes sides of a cell's boxes before they are corrected, in pixels of the input, where the kind has them
     */
    public record Layer(int stride, int perCell, List<Double> sizes) {
        public Layer {
            sizes = List.copyOf(sizes);
            if (stride < 1 || perCell < 1) {
                throw new IllegalArgumentException("an anchor layer has a stride and boxes");
            }
            if (!sizes.isEmpty() && sizes.size() != perCell) {
                throw new IllegalArgumentException("an anchor layer has one size for each box of a cell, or none");
            }
        }
    }
}
