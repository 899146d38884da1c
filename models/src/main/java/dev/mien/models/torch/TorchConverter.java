package dev.mien.models.torch;

import dev.mien.models.convert.UnsuitableModel;

/** Writes the weights of a PyTorch state dictionary as ONNX, by the graph that the profile names. */
public final class TorchConverter {

    private TorchConverter() {}

    /**
     * @param name the graph's name in the file
     * @return the ONNX model: the same bytes for the same arguments
     * @throws UnsuitableModel if the tensors are not those that the graph takes
     */
    public static byte[] convert(String name, TorchGraph graph, byte[] stateDictionary) {
        StateDictionary weights = StateDictionary.read(stateDictionary);
        return switch (graph) {
            case MINI_FASNET -> MiniFasNet.write(name, weights);
        };
    }
}
