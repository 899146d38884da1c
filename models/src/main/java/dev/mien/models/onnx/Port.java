package dev.mien.models.onnx;

import static java.util.Objects.requireNonNull;

/** A named tensor of floats that enters or leaves the graph. */
record Port(String name, Shape shape) {
    Port {
        requireNonNull(name);
        requireNonNull(shape);
    }
}
