package dev.mien.index.profile;

import dev.mien.index.intake.Tone;
import java.util.Objects;

/**
 * What a network is shown: images of three planes (NCHW, 32-bit floats).
 *
 * @param name of the tensor
 * @param width pixels
 * @param height pixels
 */
public record Input(String name, int width, int height, Tone tone) {
    private static final int SIDE_MAX = 1024;

    public Input {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(tone, "tone");
        if (width < 1 || width > SIDE_MAX || height < 1 || height > SIDE_MAX) {
            throw new IllegalArgumentException("an input has sides of 1 to " + SIDE_MAX + " pixels");
        }
    }
}
