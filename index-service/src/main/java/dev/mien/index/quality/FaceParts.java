package dev.mien.index.quality;

import dev.mien.index.detect.Landmarks;
import dev.mien.index.intake.Affine;
import dev.mien.index.intake.Grid;
import dev.mien.index.intake.Picture;
import dev.mien.index.intake.Tone;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether eyes and mouth are to be seen where the mesh says that they are: a covered face gets a mesh all the same.
 * Values along the axes of eyes and mouth tell it: an eye is darker than the cheek somewhere, from nose to chin a mouth
 * is not one tone, nor lips one colour with the skin, and skin under the eyes is about as bright as that of the cheeks.
 * For one thread at a time; the copy is overwritten after each face.
 */
final class FaceParts {
    /** The points that this knows are those of the canonical mesh. */
    private static final int MESH_POINTS = 468;

    private static final int RIGHT_EYE = 33;
    private static final int LEFT_EYE = 263;
    private static final int RIGHT_MOUTH = 61;
    private static final int LEFT_MOUTH = 291;

    private static final int SIDE = 64;

    /**
     * Across, 1 is half the distance of the eyes' outer corners from the middle. Down, 0 is at the eyes and 1 at the
     * mouth's corners.
     */
    private static final double ACROSS_FROM = -1.2;

    private static final double DOWN_FROM = -0.5;
    private static final double SPAN = 2.4;

    /** The darkest eighth of an eye's pixels counts: pupils are small, lashes smaller. */
    private static final int DARK_SHARE = 8;

    private final Grid grid = new Grid(SIDE, SIDE, new Tone(false, List.of(0f), List.of(1f)), 4);
    private final FloatBuffer drawn = FloatBuffer.allocate(grid.floats());
    private final float[] grey = new float[SIDE * SIDE];
    private final float[] redness = new float[SIDE * SIDE];

    /**
     * How well parts are to be seen; what is no part of the figures is unknown.
     *
     * @param mouth how much the rows between nose and chin differ in light and in colour, each as a share, added up
     * @param eye how much darker the lighter of both eyes is than the cheeks, as a share
     * @param underEyes brightness under the eyes, in that of the cheeks
     */
    record Seen(double mouth, double eye, double underEyes) {
        /** Nothing is known, so nothing is amiss. */
        static final Seen UNKNOWN = new Seen(1, 1, 1);
    }

    Seen look(Picture picture, Landmarks face) {
        if (face.count() != MESH_POINTS) {
            return Seen.UNKNOWN;
        }
        picture.draw(grid, axes(face), drawn, 0);
        for (int i = 0; i < grey.length; i++) {
            float red = drawn.get(i);
            redness[i] = red / (1 + red + drawn.get(grey.length + i) + drawn.get(2 * grey.length + i));
            grey[i] = 0.3f * drawn.get(i) + 0.6f * drawn.get(grey.length + i) + 0.1f * drawn.get(2 * grey.length + i);
        }
        double cheeks = bothSides(0.35, 0.75, 0.3, 0.5);
        Seen seen = new Seen(
                mouth(cheeks),
                1 - Math.max(dark(-0.8, -0.3), dark(0.3, 0.8)) / cheeks,
                bothSides(0.35, 0.75, 0.18, 0.25) / bothSides(0.4, 0.75, 0.5, 0.6));
        Arrays.fill(grey, 0);
        Arrays.fill(redness, 0);
        Arrays.fill(drawn.array(), 0);
        return seen;
    }

    private static Affine axes(Landmarks face) {
        double eyesX = (face.x(RIGHT_EYE) + face.x(LEFT_EYE)) / 2;
        double eyesY = (face.y(RIGHT_EYE) + face.y(LEFT_EYE)) / 2;
        double acrossX = (face.x(LEFT_EYE) - face.x(RIGHT_EYE)) / 2;
        double acrossY = (face.y(LEFT_EYE) - face.y(RIGHT_EYE)) / 2;
        double downX = (face.x(RIGHT_MOUTH) + face.x(LEFT_MOUTH)) / 2 - eyesX;
        double downY = (face.y(RIGHT_MOUTH) + face.y(LEFT_MOUTH)) / 2 - eyesY;
        double step = SPAN / SIDE;
        return new Affine(
                acrossX * step,
                downX * step,
                eyesX + ACROSS_FROM * acrossX + DOWN_FROM * downX,
                acrossY * step,
                downY * step,
                eyesY + ACROSS_FROM * acrossY + DOWN_FROM * downY);
    }

    /**
     * Soft light leaves little contrast to a mouth, and then its colour still shows; a grey picture has the contrast
     * alone. Of black cloth each fold would be a great contrast, so it is measured by the light of the cheeks.
     */
    private double mouth(double cheeks) {
        DoubleSummaryStatistics light = rows(grey);
        DoubleSummaryStatistics colour = rows(redness);
        return (light.getMax() - light.getMin()) / Math.max(cheeks, light.getAverage())
                + (colour.getMax() - colour.getMin()) / colour.getMax();
    }

    private static DoubleSummaryStatistics rows(float[] values) {
        return IntStream.rangeClosed(down(0.75), down(1.35))
                .mapToDouble(row -> mean(values, across(-0.25), across(0.25), row, row))
                .summaryStatistics();
    }

    private double dark(double from, double to) {
        float[] eye = new float[SIDE * SIDE];
        int count = 0;
        for (int y = down(-0.12); y <= down(0.12); y++) {
            for (int x = across(from); x <= across(to); x++) {
                eye[count++] = grey[y * SIDE + x];
            }
        }
        Arrays.sort(eye, 0, count);
        double dark = eye[count / DARK_SHARE];
        Arrays.fill(eye, 0);
        return dark;
    }

    private double bothSides(double inner, double outer, double top, double bottom) {
        return (mean(grey, across(inner), across(outer), down(top), down(bottom))
                        + mean(grey, across(-outer), across(-inner), down(top), down(bottom)))
                / 2;
    }

    private static double mean(float[] values, int left, int right, int top, int bottom) {
        // Black on black is no contrast, and no division by nothing.
        double sum = 1e-3;
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                sum += values[y * SIDE + x];
            }
        }
        return sum / ((right - left + 1) * (bottom - top + 1));
    }

    private static int across(double place) {
        return (int) Math.clamp(Math.round((place - ACROSS_FROM) / SPAN * SIDE), 0, SIDE - 1);
    }

    private static int down(double place) {
        return (int) Math.clamp(Math.round((place - DOWN_FROM) / SPAN * SIDE), 0, SIDE - 1);
    }
}
