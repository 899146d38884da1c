package dev.mien.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Turns a graph into the messages of {@code onnx.proto3}. The numbers are that file's field numbers; fields
 * that say nothing about the outputs (documentation, dates, versions of the producer) are left out, so that
 * equal graphs are equal files.
 */
final class ModelFile {

    /** The version of the file format: the one that came with operator set 13's successors, read by all since. */
    private static final long FORMAT = 8;

    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INT64 = 7;

    private ModelFile() {}

    static Message of(Graph graph) {
        return new Message()
                .whole(1, FORMAT)
                .text(2, "mien")
                .message(7, graph(graph))
                .message(8, new Message().text(1, "").whole(2, Graph.OPERATOR_SET));
    }

    private static Message graph(Graph graph) {
        Message message = new Message();
        graph.nodes().forEach(node -> message.message(1, node(node)));
        message.text(2, graph.name());
        graph.constants().forEach(constant -> message.message(5, tensor(constant)));
        graph.inputs().forEach(port -> message.message(11, port(port)));
        graph.outputs().forEach(port -> message.message(12, port(port)));
        return message;
    }

    private static Message node(Node node) {
        Message message = new Message();
        node.inputs().forEach(input -> message.text(1, input));
        message.text(2, node.output()).text(3, node.output()).text(4, node.operator());
        node.attributes().forEach(attribute -> message.message(5, attribute(attribute)));
        return message;
    }

    private static Message attribute(Attribute attribute) {
        Message message = new Message().text(1, attribute.name());
        return switch (attribute) {
            case Attribute.Real real -> message.real(2, real.value()).whole(20, 1);
            case Attribute.Whole whole -> message.whole(3, whole.value()).whole(20, 2);
            case Attribute.Text text -> message.text(4, text.value()).whole(20, 3);
            case Attribute.Wholes wholes -> {
                wholes.values().forEach(value -> message.whole(8, value));
                yield message.whole(20, 7);
            }
        };
    }

    private static Message tensor(Constant constant) {
        Message message = new Message();
        return switch (constant) {
            case Constant.Floats floats -> {
                for (long size : floats.weights().shape()) {
                    message.whole(1, size);
                }
                yield message.whole(2, TYPE_FLOAT)
                        .text(8, floats.name())
                        .raw(9, littleEndian(floats.weights().values()));
            }
            case Constant.Longs longs -> {
                ByteBuffer raw =
                        ByteBuffer.allocate(longs.values().size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                longs.values().forEach(raw::putLong);
                yield message.whole(1, longs.values().size())
                        .whole(2, TYPE_INT64)
                        .text(8, longs.name())
                        .raw(9, raw.array());
            }
        };
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return raw.array();
    }

    private static Message port(Port port) {
        Message shape = new Message().message(1, new Message().text(2, Shape.IMAGES));
        port.shape().perImage().forEach(size -> shape.message(1, new Message().whole(1, size)));
        Message tensor = new Message().whole(1, TYPE_FLOAT).message(2, shape);
        return new Message().text(1, port.name()).message(2, new Message().message(1, tensor));
    }
}
