package dev.mien.models.onnx;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A named tensor whose values are part of the model. */
sealed interface Constant {

    String name();

    record Floats(String name, Weights weights) implements Constant {
        public Floats {
            requireNonNull(name);
            requireNonNull(weights);
        }
    }

    /** A vector of 64-bit integers. */
    record Longs(String name, List<Long> values) implements Constant {
        public Longs {
            requireNonNull(name);
            values = List.copyOf(values);
        }
    }
}
