package dev.mien.models.onnx;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/** A constant of a node, such as the strides of a convolution. */
public sealed interface Attribute {

    String name();

    record Whole(String name, long value) implements Attribute {
        public Whole {
            requireNonNull(name);
        }
    }

    record Wholes(String name, List<Long> values) implements Attribute {
        public Wholes {
            requireNonNull(name);
            values = List.copyOf(values);
        }
    }

    record Real(String name, float value) implements Attribute {
        public Real {
            requireNonNull(name);
        }
    }

    record Text(String name, String value) implements Attribute {
        public Text {
            requireNonNull(name);
            requireNonNull(value);
        }
    }

    static Attribute of(String name, long value) {
        return new Whole(name, value);
    }

    static Attribute of(String name, float value) {
        return new Real(name, value);
    }

    static Attribute of(String name, String value) {
        return new Text(name, value);
    }

    static Attribute list(String name, long... values) {
        return new Wholes(name, Arrays.stream(values).boxed().toList());
    }
}
