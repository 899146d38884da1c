package dev.mien.index.quality;

import dev.mien.index.profile.QualityLimits;
import dev.mien.index.quality.Verdict.Flaw;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One figure and the limit that it is held against.
 *
 * @param name as {@link QualityFigures} calls it
 * @param most whether the limit is the most that is allowed, and not the least
 * @param flaw what is wrong when it is missed
 */
public record Measure(String name, double figure, double limit, boolean most, Flaw flaw) {
    /**
     * Landmarks reach up to the forehead's edge, which tight portraits cut: only a face that misses more is cut off.
     */
    private static final double INSIDE_SHARE_MIN = 0.85;

    public Measure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(flaw, "flaw");
    }

    /** What is no number misses every limit. */
    public boolean missed() {
        return most ? !(figure <= limit) : !(figure >= limit);
    }

    /**
     * All figures that the profile has a limit for. The flaw that most explains the others comes first: a small face is
     * blurred, too.
     */
    public static List<Measure> of(QualityFigures figures, QualityLimits limits) {
        return Stream.of(
                        least("facePixels", figures.facePixels(), limits.minFacePixels(), 0, Flaw.TOO_SMALL),
                        least("insideShare", figures.insideShare(), INSIDE_SHARE_MIN, 0, Flaw.CUT_OFF),
                        angle("yaw", figures.yaw(), limits.maxYaw()),
                        angle("pitch", figures.pitch(), limits.maxPitch()),
                        least("brightness", figures.brightness(), limits.minBrightness(), 0, Flaw.DARK),
                        least("sharpness", figures.sharpness(), limits.minSharpness(), 0, Flaw.BLURRED),
                        least("mouth", figures.mouth(), limits.minMouth(), 0, Flaw.MOUTH_COVERED),
                        least("eye", figures.eye(), limits.minEye(), QualityLimits.ANY_EYE, Flaw.EYE_COVERED),
                        least("underEyes", figures.underEyes(), limits.minUnderEyes(), 0, Flaw.DARK_GLASSES))
                .flatMap(List::stream)
                .toList();
    }

    /** @param none the limit of a profile that names none */
    private static List<Measure> least(String name, double figure, double limit, double none, Flaw flaw) {
        return limit > none ? List.of(new Measure(name, figure, limit, false, flaw)) : List.of();
    }

    private static List<Measure> angle(String name, double figure, double limit) {
        return limit < QualityLimits.ANY_ANGLE
                ? List.of(new Measure(name, figure, limit, true, Flaw.TURNED_AWAY))
                : List.of();
    }
}
