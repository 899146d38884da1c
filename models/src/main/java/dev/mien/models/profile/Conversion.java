package dev.mien.models.profile;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mien.models.tfjs.TfjsGraph;

/** How an upstream file becomes an ONNX model. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Conversion.None.class, name = "none"),
    @JsonSubTypes.Type(value = Conversion.Tflite.class, name = "tflite"),
    @JsonSubTypes.Type(value = Conversion.Tfjs.class, name = "tfjs")
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
}
