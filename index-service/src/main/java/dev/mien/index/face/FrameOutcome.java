package dev.mien.index.face;

import dev.mien.index.detect.Detection;
import dev.mien.index.embed.Embedding;
import dev.mien.index.intake.Refusal;
import dev.mien.index.quality.QualityFigures;
import dev.mien.index.quality.Verdict.Flaw;
import java.util.OptionalDouble;

/** What one worker made of one frame. */
sealed interface FrameOutcome {

    /** A good face. */
    record Seen(Embedding embedding, Detection box, QualityFigures figures, OptionalDouble years)
            implements FrameOutcome {}

    /** One face, not good enough. */
    record Poor(Flaw flaw) implements FrameOutcome {}

    record Faceless() implements FrameOutcome {}

    record Crowded() implements FrameOutcome {}

    record Undecodable(Refusal refusal) implements FrameOutcome {}
}
