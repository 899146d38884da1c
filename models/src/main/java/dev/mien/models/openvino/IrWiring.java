package dev.mien.models.openvino;

import dev.mien.models.convert.UnsuitableModel;
import dev.mien.models.openvino.IrNetwork.Input;
import dev.mien.models.openvino.IrNetwork.Layer;
import java.util.HashMap;
import java.util.Map;

/** Which layer of a network feeds which. */
final class IrWiring {

    private final Map<Integer, Layer> byId = new HashMap<>();
    private final Map<Input, Integer> producers;

    /** @throws UnsuitableModel if two layers have one number, or a layer feeds one that is not there */
    IrWiring(IrNetwork network) {
        this.producers = network.producers();
        for (Layer layer : network.layers()) {
            if (byId.put(layer.id(), layer) != null) {
                throw new UnsuitableModel("two layers have the number %d".formatted(layer.id()));
            }
        }
        for (Input input : producers.keySet()) {
            if (!byId.containsKey(input.layer())) {
                throw new UnsuitableModel("there is no layer %d to be fed".formatted(input.layer()));
            }
        }
    }

    /** What feeds the layer's n-th input. @throws UnsuitableModel if nothing does */
    Layer producer(Layer layer, int index) {
        Integer from = producers.get(new Input(layer.id(), layer.input(index).port()));
        if (from == null || !byId.containsKey(from)) {
            throw new UnsuitableModel("nothing feeds the layer %s".formatted(layer.name()));
        }
        return byId.get(from);
    }

    /** Since opsets, what a result is made of; before, what nobody takes. */
    boolean isLast(Layer layer) {
        return producers.entrySet().stream()
                .filter(edge -> edge.getValue() == layer.id())
                .map(edge -> byId.get(edge.getKey().layer()))
                .allMatch(taker -> taker.type().equals("Result"));
    }
}
