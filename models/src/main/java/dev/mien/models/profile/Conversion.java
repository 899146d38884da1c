package dev.mien.models.profile;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mien.models.tfjs.TfjsGraph;
import dev.mien.models.torch.TorchGraph;

/** How an upstream file becomes an ONNX model. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Conversion.None.class, name = "none"),
    @JsonSubTypes.Type(value = Conversion.Tflite.class, name = "tflite"),
    @JsonSubTypes.Type(value = Conversion.Tfjs.class, name = "tfjs"),
    @JsonSubTypes.Type(value = Conversion.OpenVino.class, name = "openvino"),
    @JsonSubTypes.Type(value = Conversion.Torch.class, name = "torch")
})
public sealed interface Conversion {

    /** It is one already. */
    record None() implements Conversion {}

    record Tflite() implements Conversion {}

    record Tfjs(TfjsGraph graph) implements Conversion {
        public Tfjs {
            Checks.present(graph, "convert.graph");
        }
    }

    /** The source is the file of weights, its manifest the description of the network. */
    record OpenVino() implements Conversion {}

    record Torch(TorchGraph graph) implements Conversion {
        public Torch {
            Checks.present(graph, "convert.graph");
        }
    }
}
