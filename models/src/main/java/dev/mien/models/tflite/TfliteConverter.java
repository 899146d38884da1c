package dev.mien.models.tflite;

import static dev.mien.models.tflite.Network.ABSENT;

import dev.mien.models.convert.UnsuitableModel;
import dev.mien.models.onnx.Attribute;
import dev.mien.models.onnx.Graph;
import dev.mien.models.onnx.Layers;
import dev.mien.models.onnx.Shape;
import dev.mien.models.onnx.Weights;
import dev.mien.models.tflite.Network.Step;
import dev.mien.models.tflite.Network.Tensor;
import dev.mien.models.tflite.Operation.Activation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a TensorFlow Lite network as ONNX.
 *
 * <p>A tensor of four dimensions is a picture and is carried as NCHW, which ONNX computes in; it is turned back to NHWC
 * where its order becomes visible: before a reshape and at an output. The one input is named {@code input} and is
 * NCHW; outputs keep their name and order. The network was made for one picture; the result takes any number.
 */
public final class TfliteConverter {

    private static final String INPUT = "input";
    private static final int PICTURE_RANK = 4;
    /** Where each dimension of NHWC stands in NCHW. */
    private static final int[] PLACE_IN_NCHW = {0, 2, 3, 1};

    private final Network network;
    private final Constants constants;
    private final Graph graph;
    private final Layers layers;
    private final Map<Integer, String> computed = new HashMap<>();

    private TfliteConverter(String name, Network network) {
        this.network = network;
        this.constants = new Constants(network);
        this.graph = new Graph(name);
        this.layers = new Layers(graph);
    }

    /**
     * @param name the graph's name
     * @param file the TensorFlow Lite model
     * @return the ONNX model: the same bytes for the same arguments
     * @throws UnsuitableModel if it is none, or holds what is not known here
     */
    public static byte[] convert(String name, byte[] file) {
        return new TfliteConverter(name, NetworkReader.read(file)).convert();
    }

    private byte[] convert() {
        if (network.inputs().length != 1) {
            throw new UnsuitableModel("one input was expected, not " + network.inputs().length);
        }
        int input = network.inputs()[0];
        int[] picture = shape(input);
        requirePicture(input);
        computed.put(input, graph.input(INPUT, Shape.perImage(picture[3], picture[1], picture[2])));
        for (Step step : network.steps()) {
            if (!(step.operation() instanceof Operation.Widening)) {
                computed.put(step.output(), write(step));
            }
        }
        for (int output : network.outputs()) {
            Tensor tensor = network.tensors().get(output);
            String value = tensor.rank() == PICTURE_RANK ? transposed(computed(output), 0, 2, 3, 1) : computed(output);
            graph.output(value, tensor.name(), perImage(tensor.shape()));
        }
        return graph.toModel();
    }

    private String write(Step step) {
        return switch (step.operation()) {
            case Operation.Convolution convolution -> convolution(step, convolution);
            case Operation.DepthwiseConvolution convolution -> depthwiseConvolution(step, convolution);
            case Operation.Maximum maximum -> maximum(step, maximum);
            case Operation.Sum sum -> sum(step, sum);
            case Operation.Concatenation concatenation -> concatenation(step, concatenation);
            case Operation.BilinearResize resize -> resize(step, resize);
            case Operation.Reshape _ -> reshape(step);
            case Operation.Zeros _ -> zeros(step);
            case Operation.Relu _ -> layers.relu(input(step));
            case Operation.SlopedRelu _ -> slopedRelu(step);
            case Operation.Widening _ ->
                throw new IllegalArgumentException("constants are widened where they are used");
        };
    }

    private String convolution(Step step, Operation.Convolution convolution) {
        // Output channel, row, column, input channel.
        Weights filter = constants.floats(step.inputs()[1]).transposed(0, 3, 1, 2);
        int groups = shape(step.inputs()[0])[3] / filter.dimension(1);
        String result = layers.convolution(
                input(step),
                filter,
                bias(step),
                groups,
                convolution.stride().rows(),
                convolution.stride().columns(),
                convolution.edge());
        return then(convolution.then(), result);
    }

    private String depthwiseConvolution(Step step, Operation.DepthwiseConvolution convolution) {
        // One, row, column, output channel: the outputs of one input channel stand together in both formats.
        Weights filter = constants.floats(step.inputs()[1]).transposed(3, 0, 1, 2);
        String result = layers.convolution(
                input(step),
                filter,
                bias(step),
                shape(step.inputs()[0])[3],
                convolution.stride().rows(),
                convolution.stride().columns(),
                convolution.edge());
        return then(convolution.then(), result);
    }

    private Weights bias(Step step) {
        return step.inputs().length < 3 || step.inputs()[2] == ABSENT ? null : constants.floats(step.inputs()[2]);
    }

    private String maximum(Step step, Operation.Maximum maximum) {
        String result = layers.maximum(
                input(step),
                maximum.rows(),
                maximum.columns(),
                maximum.stride().rows(),
                maximum.stride().columns(),
                maximum.edge());
        return then(maximum.then(), result);
    }

    private String sum(Step step, Operation.Sum sum) {
        if (!Arrays.equals(shape(step.inputs()[0]), shape(step.inputs()[1]))) {
            throw new UnsuitableModel("a sum of two shapes is not known here");
        }
        return then(sum.then(), layers.sum(computed(step.inputs()[0]), computed(step.inputs()[1])));
    }

    private String concatenation(Step step, Operation.Concatenation concatenation) {
        int rank = network.tensors().get(step.output()).rank();
        int axis = Math.floorMod(concatenation.axis(), rank);
        List<String> parts =
                Arrays.stream(step.inputs()).mapToObj(this::computed).toList();
        long place = rank == PICTURE_RANK ? PLACE_IN_NCHW[axis] : axis;
        return then(concatenation.then(), graph.add("Concat", parts, Attribute.of("axis", place)));
    }

    private String resize(Step step, Operation.BilinearResize resize) {
        requirePicture(step.output());
        int[] from = shape(step.inputs()[0]);
        int[] to = shape(step.output());
        Weights factors = Weights.vector(1, 1, (float) to[1] / from[1], (float) to[2] / from[2]);
        String coordinates =
                resize.alignCorners() ? "align_corners" : resize.halfPixelCentres() ? "half_pixel" : "asymmetric";
        return graph.add(
                "Resize",
                List.of(input(step), "", graph.constant(factors)),
                Attribute.of("mode", "linear"),
                Attribute.of("coordinate_transformation_mode", coordinates));
    }

    private String reshape(Step step) {
        int[] from = shape(step.inputs()[0]);
        int[] to = shape(step.output());
        if (from[0] != 1 || to[0] != 1 || to.length == PICTURE_RANK) {
            throw new UnsuitableModel(
                    "a reshape from %s to %s is not known here".formatted(Arrays.toString(from), Arrays.toString(to)));
        }
        String value = from.length == PICTURE_RANK ? transposed(input(step), 0, 2, 3, 1) : input(step);
        // Zero keeps the dimension as it is: the number of pictures.
        long[] target = Arrays.stream(to).asLongStream().toArray();
        target[0] = 0;
        return graph.add("Reshape", List.of(value, graph.constant(target)));
    }

    private String zeros(Step step) {
        requirePicture(step.output());
        int[] around = constants.ints(step.inputs()[1]);
        long[] before = new long[PICTURE_RANK];
        long[] after = new long[PICTURE_RANK];
        for (int i = 0; i < PICTURE_RANK; i++) {
            before[PLACE_IN_NCHW[i]] = around[2 * i];
            after[PLACE_IN_NCHW[i]] = around[2 * i + 1];
        }
        return layers.zeros(input(step), before, after);
    }

    private String slopedRelu(Step step) {
        requirePicture(step.output());
        Weights slopes = constants.floats(step.inputs()[1]);
        if (slopes.values().length != shape(step.output())[3]) {
            throw new UnsuitableModel("the slopes are not one for each channel");
        }
        return layers.slopedRelu(input(step), slopes.values());
    }

    private String then(Activation activation, String value) {
        return switch (activation) {
            case NONE -> value;
            case RELU -> layers.relu(value);
        };
    }

    private String transposed(String value, long... order) {
        return graph.add("Transpose", List.of(value), Attribute.list("perm", order));
    }

    private String input(Step step) {
        return computed(step.inputs()[0]);
    }

    private String computed(int tensor) {
        String value = computed.get(tensor);
        if (value == null) {
            throw new UnsuitableModel("the tensor %s is not computed where it is needed"
                    .formatted(network.tensors().get(tensor).name()));
        }
        return value;
    }

    private int[] shape(int tensor) {
        return network.tensors().get(tensor).shape();
    }

    private void requirePicture(int tensor) {
        if (shape(tensor).length != PICTURE_RANK || shape(tensor)[0] != 1) {
            throw new UnsuitableModel("the tensor %s is not one picture"
                    .formatted(network.tensors().get(tensor).name()));
        }
    }

    private static Shape perImage(int[] shape) {
        return Shape.perImage(Arrays.stream(shape).skip(1).asLongStream().toArray());
    }
}
