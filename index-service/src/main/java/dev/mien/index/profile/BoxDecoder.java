package dev.mien.index.profile;

import java.util.List;

/**
 * How boxes are read out of a detector of the BlazeFace family.
 *
 * @param anchors layers in the order of the output's rows
 * @param points names of the points that come with each box, in order
 * @param minScore from which probability on a box counts
 * @param overlap intersection over union from which on two boxes are one face
 */
public record BoxDecoder(List<Layer> anchors, List<String> points, double minScore, double overlap) {
    public BoxDecoder {
        anchors = List.copyOf(anchors);
        points = List.copyOf(points);
        if (anchors.isEmpty() || !(minScore > 0 && minScore < 1) || !(overlap > 0 && overlap < 1)) {
            throw new IllegalArgumentException("a box decoder has anchors, and minScore and overlap between 0 and 1");
        }
    }

    /**
     * Cells of one size.
     *
     * @param stride pixels of the input from one cell to the next
     * @param perCell boxes of each cell
     */
    public record Layer(int stride, int perCell) {
        public Layer {
            if (stride < 1 || perCell < 1) {
                throw new IllegalArgumentException("an anchor layer has a stride and boxes");
            }
        }
    }
}
