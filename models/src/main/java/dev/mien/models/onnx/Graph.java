package dev.mien.models.onnx;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A graph under construction. Every method that adds something answers the name of the tensor that comes of
 * it, for the next one to take. Names are numbers in the order of the calls, so the same calls make the same
 * bytes. Not for use by several threads.
 */
public final class Graph {

    /** The version of the operators that all of this is written in. */
    static final long OPERATOR_SET = 13;

    private final String name;
    private final List<Port> inputs = new ArrayList<>();
    private final List<Port> outputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Constant> constants = new ArrayList<>();

    public Graph(String name) {
        this.name = requireNonNull(name);
    }

    public String input(String input, Shape shape) {
        inputs.add(new Port(input, shape));
        return input;
    }

    public String constant(Weights weights) {
        String constant = "c" + constants.size();
        constants.add(new Constant.Floats(constant, weights));
        return constant;
    }

    public String constant(long... values) {
        String constant = "c" + constants.size();
        constants.add(new Constant.Longs(constant, Arrays.stream(values).boxed().toList()));
        return constant;
    }

    /** Adds an operation; an empty input name leaves an optional input out. */
    public String add(String operator, List<String> from, Attribute... attributes) {
        String tensor = "t" + nodes.size();
        nodes.add(new Node(operator, from, tensor, List.of(attributes)));
        return tensor;
    }

    /** Makes what an operation answered an output of the graph, under the output's own name. */
    public void output(String tensor, String output, Shape shape) {
        int last = -1;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            nodes.set(
                    i,
                    new Node(
                            node.operator(), renamed(node.inputs(), tensor, output), node.output(), node.attributes()));
            if (node.output().equals(tensor)) {
                last = i;
            }
        }
        if (last < 0) {
            throw new IllegalArgumentException(tensor + " comes of no operation");
        }
        Node node = nodes.get(last);
        nodes.set(last, new Node(node.operator(), node.inputs(), output, node.attributes()));
        outputs.add(new Port(output, shape));
    }

    /** The finished model file. */
    public byte[] toModel() {
        return ModelFile.of(this).toBytes();
    }

    String name() {
        return name;
    }

    List<Port> inputs() {
        return List.copyOf(inputs);
    }

    List<Port> outputs() {
        return List.copyOf(outputs);
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    List<Constant> constants() {
        return List.copyOf(constants);
    }

    private static List<String> renamed(List<String> names, String from, String to) {
        return names.stream().map(each -> each.equals(from) ? to : each).toList();
    }
}
