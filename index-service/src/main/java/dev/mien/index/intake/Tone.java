package dev.mien.index.intake;

import java.util.List;

/**
 * How a network wants its colours: {@code (value - mean) * scale} of values 0 to 255.
 *
 * @param bgr blue first
 * @param mean one value, or one for each channel in the network's order
 * @param scale likewise
 */
public record Tone(boolean bgr, List<Float> mean, List<Float> scale) {
    public Tone {
        mean = spread(mean);
        scale = spread(scale);
    }

    private static List<Float> spread(List<Float> values) {
        if (values.size() == 1) {
            return List.of(values.getFirst(), values.getFirst(), values.getFirst());
        }
        if (values.size() != 3) {
            throw new IllegalArgumentException("a tone has one value or three");
        }
        return List.copyOf(values);
    }
}
