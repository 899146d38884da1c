package dev.mien.models.onnx;

import java.util.Arrays;
import java.util.List;

/** The shape of a graph's input or output; its first dimension is always the number of images, any number. */
public record Shape(List<Long> perImage) {

    /** What ONNX calls the first dimension. */
    static final String IMAGES = "N";

    public Shape {
        perImage = List.copyOf(perImage);
        if (perImage.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("a dimension below one in " + perImage);
        }
    }

    public static Shape perImage(long... sizes) {
        return new Shape(Arrays.stream(sizes).boxed().toList());
    }
}
