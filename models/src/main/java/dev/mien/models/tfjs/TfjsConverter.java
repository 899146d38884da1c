package dev.mien.models.tfjs;

import dev.mien.models.convert.UnsuitableModel;

/** Writes the weights of a TensorFlow.js model as ONNX, by the graph that the profile names. */
public final class TfjsConverter {

    private TfjsConverter() {}

    /**
     * @param manifest JSON that says where each weight lies in the shard
     * @param shard the weights
     * @return the ONNX model: the same bytes for the same arguments
     * @throws UnsuitableModel if the weights are not those that the graph takes
     */
    public static byte[] convert(TfjsGraph graph, byte[] manifest, byte[] shard) {
        WeightShard weights = WeightShard.read(manifest, shard);
        return switch (graph) {
            case DLIB_RESNET -> DlibResnet.write(weights);
            case TINY_XCEPTION_AGE_GENDER -> AgeGenderNet.write(weights);
        };
    }
}
