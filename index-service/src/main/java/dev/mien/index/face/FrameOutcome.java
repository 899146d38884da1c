package dev.mien.index.face;

import dev.mien.index.detect.Detection;
import dev.mien.index.embed.Appearance;
import dev.mien.index.intake.Refusal;
import dev.mien.index.quality.QualityFigures;
import dev.mien.index.quality.Verdict;
import java.util.Optional;

/** What one worker made of one frame. */
sealed interface FrameOutcome {

    /**
     * A good face.
     *
     * @param box in pixels of the picture as it was sent
     */
    record Seen(Sight sight, Detection box, QualityFigures figures, Optional<Appearance> appearance)
            implements FrameOutcome {}

    /**
     * One face, not good enough for a template.
     *
     * @param sight where the active check is asked for: a turned head is a poor picture, and what the check wants to
     *     see
     */
    record Poor(Verdict.Poor verdict, Optional<Sight> sight) implements FrameOutcome {}

    record Faceless() implements FrameOutcome {}

    record Crowded() implements FrameOutcome {}

    record Undecodable(Refusal refusal) implements FrameOutcome {}

    /** The face, if one can be compared with those of other frames. */
    default Optional<Sight> shown() {
        return switch (this) {
            case Seen seen -> Optional.of(seen.sight());
            case Poor poor -> poor.sight();
            case Faceless _, Crowded _, Undecodable _ -> Optional.empty();
        };
    }
}
