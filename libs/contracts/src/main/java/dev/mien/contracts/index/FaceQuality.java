package dev.mien.contracts.index;

import java.util.List;

/**
 * Whether a face would do for a template.
 *
 * @param good whether no limit is missed
 * @param flaws what is wrong, the one that most explains the others first
 * @param figures every figure that the profile has a limit for
 */
public record FaceQuality(boolean good, List<String> flaws, List<QualityFigure> figures) {
    public FaceQuality {
        flaws = List.copyOf(flaws);
        figures = List.copyOf(figures);
    }
}
