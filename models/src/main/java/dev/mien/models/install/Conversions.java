package dev.mien.models.install;

import dev.mien.models.convert.UnsuitableModel;
import dev.mien.models.openvino.IrConverter;
import dev.mien.models.profile.Artifact;
import dev.mien.models.profile.Conversion;
import dev.mien.models.profile.Extract;
import dev.mien.models.tfjs.TfjsConverter;
import dev.mien.models.tflite.TfliteConverter;
import dev.mien.models.torch.TorchConverter;
import java.util.Arrays;
import java.util.Map;

/** From the parts of a source to a finished file. */
final class Conversions {

    private static final String ONNX = ".onnx";

    private Conversions() {}

    /**
     * @param parts the contents of the members that the artifact names
     * @param description the file of the source that describes the artifact's; empty where there is none
     * @throws UnsuitableModel if they cannot be converted
     */
    static byte[] finish(Artifact artifact, Map<String, byte[]> parts, byte[] description) {
        Extract source = artifact.source();
        byte[] content = cut(source, part(parts, source.part()));
        return switch (artifact.convert()) {
            case Conversion.None _ -> content;
            case Conversion.Tflite _ -> TfliteConverter.convert(graphName(artifact), content);
            case Conversion.Tfjs tfjs ->
                TfjsConverter.convert(
                        tfjs.graph(), part(parts, source.manifest().orElse(Extract.WHOLE_FILE)), content);
            case Conversion.OpenVino _ -> IrConverter.convert(graphName(artifact), description, content);
            case Conversion.Torch torch -> TorchConverter.convert(graphName(artifact), torch.graph(), content);
        };
    }

    private static byte[] part(Map<String, byte[]> parts, String name) {
        byte[] part = parts.get(name);
        if (part == null) {
            throw new UnsuitableModel("the member '%s' is missing".formatted(name));
        }
        return part;
    }

    private static byte[] cut(Extract source, byte[] content) {
        long from = source.offset().orElse(0L);
        long to = from + source.length().orElse(content.length - from);
        if (to > content.length) {
            throw new UnsuitableModel("%s has %d bytes, %d are needed"
                    .formatted(source.part().isEmpty() ? source.from() : source.part(), content.length, to));
        }
        return Arrays.copyOfRange(content, Math.toIntExact(from), Math.toIntExact(to));
    }

    private static String graphName(Artifact artifact) {
        return artifact.file().replace(ONNX, "");
    }
}
