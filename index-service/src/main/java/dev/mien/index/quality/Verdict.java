package dev.mien.index.quality;

import java.util.Objects;

/** Whether a face can be used. Either way with the figures. */
public sealed interface Verdict {
    QualityFigures figures();

    /** Every figure is within its limit. */
    record Good(QualityFigures figures) implements Verdict {}

    /** The first limit that was missed. */
    record Poor(Flaw flaw, QualityFigures figures) implements Verdict {
        public Poor {
            Objects.requireNonNull(flaw, "flaw");
        }
    }

    /** What can be wrong, said to the person in front of the camera. */
    enum Flaw {
        TOO_SMALL("The face is too small; come closer."),
        CUT_OFF("The face is cut off by the edge of the picture.");

        private final String advice;

        Flaw(String advice) {
            this.advice = advice;
        }

        /** One sentence for the person. */
        public String advice() {
            return advice;
        }
    }
}
