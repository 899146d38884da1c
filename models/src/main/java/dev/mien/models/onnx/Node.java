package dev.mien.models.onnx;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One operation of a graph: an empty input name means that an optional input is left out. */
record Node(String operator, List<String> inputs, String output, List<Attribute> attributes) {
    Node {
        requireNonNull(operator);
        inputs = List.copyOf(inputs);
        requireNonNull(output);
        attributes = List.copyOf(attributes);
    }
}
