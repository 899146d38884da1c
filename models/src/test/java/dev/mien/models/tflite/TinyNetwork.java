package dev.mien.models.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes small TensorFlow Lite models, field by field as the schema counts them. */
final class TinyNetwork {

    static final int FLOAT32 = 0;
    static final int FLOAT16 = 1;
    static final int INT32 = 2;

    static final int SUM = 0;
    static final int CONVOLUTION = 3;
    static final int DEPTHWISE = 4;
    static final int WIDENING = 6;
    static final int RESHAPE = 22;
    static final int ZEROS = 34;

    private record Tensor(String name, int type, int[] shape, byte[] content) {}

    private record Step(int operator, int[] inputs, int output, int[] options) {}

    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    int computed(String name, int... shape) {
        return tensor(name, FLOAT32, new byte[0], shape);
    }

    int floats(float[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor("floats", FLOAT32, bytes.array(), shape);
    }

    int halves(float[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(Float.floatToFloat16(value));
        }
        return tensor("halves", FLOAT16, bytes.array(), shape);
    }

    int ints(int[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return tensor("ints", INT32, bytes.array(), shape);
    }

    /** @param options pairs of field and value; a field's value is a byte where the schema has an enumeration */
    void step(int operator, int[] inputs, int output, int... options) {
        steps.add(new Step(operator, inputs, output, options));
    }

    byte[] write(int input, int output) {
        FlatBufferBuilder to = new FlatBufferBuilder();
        int buffers = buffers(to);
        int codes = codes(to);
        int[] each = tensors.stream().mapToInt(tensor -> tensor(to, tensor)).toArray();
        int tensorTable = to.createVectorOfTables(each);
        int stepTable = to.createVectorOfTables(java.util.stream.IntStream.range(0, steps.size())
                .map(i -> step(to, i))
                .toArray());
        int inputs = ints(to, input);
        int outputs = ints(to, output);
        to.startTable(5);
        to.addOffset(0, tensorTable, 0);
        to.addOffset(1, inputs, 0);
        to.addOffset(2, outputs, 0);
        to.addOffset(3, stepTable, 0);
        int graphs = to.createVectorOfTables(new int[] {to.endTable()});
        to.startTable(5);
        to.addInt(0, 3, 0);
        to.addOffset(1, codes, 0);
        to.addOffset(2, graphs, 0);
        to.addOffset(4, buffers, 0);
        to.finish(to.endTable(), "TFL3");
        return to.sizedByteArray();
    }

    private int tensor(String name, int type, byte[] content, int... shape) {
        tensors.add(new Tensor(name, type, shape, content));
        return tensors.size() - 1;
    }

    private int buffers(FlatBufferBuilder to) {
        int[] each = new int[tensors.size()];
        for (int i = 0; i < each.length; i++) {
            byte[] content = tensors.get(i).content();
            int data = content.length == 0 ? 0 : to.createByteVector(content);
            to.startTable(1);
            if (data != 0) {
                to.addOffset(0, data, 0);
            }
            each[i] = to.endTable();
        }
        return to.createVectorOfTables(each);
    }

    private int codes(FlatBufferBuilder to) {
        int[] each = new int[steps.size()];
        for (int i = 0; i < each.length; i++) {
            to.startTable(4);
            to.addByte(0, (byte) steps.get(i).operator(), 0);
            each[i] = to.endTable();
        }
        return to.createVectorOfTables(each);
    }

    private int tensor(FlatBufferBuilder to, Tensor tensor) {
        int shape = ints(to, tensor.shape());
        int name = to.createString(tensor.name());
        to.startTable(8);
        to.addOffset(0, shape, 0);
        to.addByte(1, (byte) tensor.type(), 0);
        to.addInt(2, tensors.indexOf(tensor), 0);
        to.addOffset(3, name, 0);
        return to.endTable();
    }

    private int step(FlatBufferBuilder to, int index) {
        Step step = steps.get(index);
        int inputs = ints(to, step.inputs());
        int outputs = ints(to, step.output());
        to.startTable(8);
        for (int i = 0; i < step.options().length; i += 2) {
            to.addInt(step.options()[i], step.options()[i + 1], 0);
        }
        int options = to.endTable();
        to.startTable(9);
        to.addInt(0, index, 0);
        to.addOffset(1, inputs, 0);
        to.addOffset(2, outputs, 0);
        to.addByte(3, (byte) 1, 0);
        to.addOffset(4, options, 0);
        return to.endTable();
    }

    private static int ints(FlatBufferBuilder to, int... values) {
        to.startVector(Integer.BYTES, values.length, Integer.BYTES);
        for (int i = values.length - 1; i >= 0; i--) {
            to.addInt(values[i]);
        }
        return to.endVector();
    }
}
