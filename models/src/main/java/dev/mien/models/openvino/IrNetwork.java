package dev.mien.models.openvino;

import static java.util.Objects.requireNonNull;

import dev.mien.models.convert.UnsuitableModel;
import java.util.List;
import java.util.Map;

/**
 * The graph of one IR file.
 *
 * @param layers in the file's order: each after those that it takes something from
 * @param producers which layer feeds each input
 */
record IrNetwork(String name, List<Layer> layers, Map<Input, Integer> producers) {

    IrNetwork {
        requireNonNull(name);
        layers = List.copyOf(layers);
        producers = Map.copyOf(producers);
    }

    /** A layer's input, by the number of its port. */
    record Input(int layer, int port) {}

    /** Where in the file of weights something lies, in bytes. */
    record Region(int offset, int size) {}

    /**
     * One layer.
     *
     * @param precision of its blobs, where it has any
     * @param data its attributes
     * @param inputs shapes of its inputs, by port, in order
     * @param outputs shapes of its outputs, likewise
     * @param blobs weights that belong to it, by name; since opsets they are layers of their own
     */
    record Layer(
            int id,
            String name,
            String type,
            String precision,
            Map<String, String> data,
            List<Tensor> inputs,
            List<Tensor> outputs,
            Map<String, Region> blobs) {

        Layer {
            data = Map.copyOf(data);
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            blobs = Map.copyOf(blobs);
        }

        String attribute(String attribute) {
            String value = data.get(attribute);
            if (value == null) {
                throw new UnsuitableModel("the layer %s has no %s".formatted(name, attribute));
            }
            return value;
        }

        /** An attribute such as {@code 3,3}. */
        long[] numbers(String attribute) {
            return IrReader.numbers(attribute(attribute));
        }

        Tensor input(int index) {
            if (index >= inputs.size()) {
                throw new UnsuitableModel("the layer %s has too few inputs".formatted(name));
            }
            return inputs.get(index);
        }

        Tensor onlyOutput() {
            if (outputs.size() != 1) {
                throw new UnsuitableModel("the layer %s has not one output".formatted(name));
            }
            return outputs.getFirst();
        }

        Region blob(String blob) {
            Region region = blobs.get(blob);
            if (region == null) {
                throw new UnsuitableModel("the layer %s has no %s".formatted(name, blob));
            }
            return region;
        }
    }

    /** A port with the shape of what passes through it; the first dimension is the number of pictures. */
    record Tensor(int port, List<Long> shape) {
        Tensor {
            shape = List.copyOf(shape);
        }

        /** Without the number of pictures. */
        long[] perImage() {
            return shape.stream().skip(1).mapToLong(Long::longValue).toArray();
        }
    }
}
