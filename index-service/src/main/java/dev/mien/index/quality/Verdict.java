package dev.mien.index.quality;

import dev.mien.contracts.Code;
import java.util.Locale;
import java.util.Objects;

/** Whether a face can be used. Either way with the figures. */
public sealed interface Verdict {
    QualityFigures figures();

    /** Every figure is within its limit. */
    record Good(QualityFigures figures) implements Verdict {}

    /**
     * The first limit that was missed.
     *
     * @param figure what was measured
     * @param limit what the profile allows
     */
    record Poor(Flaw flaw, QualityFigures figures, double figure, double limit) implements Verdict {
        public Poor {
            Objects.requireNonNull(flaw, "flaw");
        }

        public Code code() {
            return flaw.code();
        }

        /** One sentence for the person, then figure and limit for who has to find out. */
        public String detail() {
            return flaw.advice() + " " + String.format(Locale.ROOT, flaw.figures(), figure, limit);
        }
    }

    /** What can be wrong, said to the person in front of the camera. */
    enum Flaw {
        TOO_SMALL("The face is too small; come closer.", "(too small: %.0f pixels, at least %.0f)"),
        CUT_OFF("The face is cut off by the edge of the picture.", "(cut off: %.2f of it inside, at least %.2f)"),
        TURNED_AWAY("The face is turned away; look at the camera.", "(turned away: %.0f degrees, at most %.0f)"),
        DARK("The face is too dark; find more light.", "(dark: brightness %.0f, at least %.0f)"),
        BLURRED("The face is blurred; hold still.", "(blurred: sharpness %.2f, at least %.2f)"),
        MOUTH_COVERED(
                "Mouth and nose are covered; take off what covers them.", "(mouth: contrast %.2f, at least %.2f)"),
        EYE_COVERED("An eye is covered.", "(eye: contrast %.2f, at least %.2f)"),
        DARK_GLASSES("The eyes are behind dark glasses; take them off.", "(under the eyes: %.2f, at least %.2f)");

        private final String advice;
        private final String figures;

        Flaw(String advice, String figures) {
            this.advice = advice;
            this.figures = figures;
        }

        /** One sentence for the person. */
        public String advice() {
            return advice;
        }

        /** A format of figure and limit. */
        String figures() {
            return figures;
        }

        Code code() {
            return switch (this) {
                case TOO_SMALL, CUT_OFF, TURNED_AWAY, DARK, BLURRED -> Code.POOR_QUALITY;
                case MOUTH_COVERED, EYE_COVERED, DARK_GLASSES -> Code.FACE_OBSCURED;
            };
        }
    }
}
