package dev.mien.models.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One protobuf message, field after field in the order of the calls. Four kinds of fields are all that a model file
 * needs; protobuf's own library would print warnings about its use of the JDK's internals at each start of the tool.
 */
final class Message {

    private static final int VARIABLE_LENGTH_NUMBER = 0;
    private static final int LENGTH_AND_BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private static final int BITS_OF_KIND = 3;
    private static final int BITS_PER_BYTE = 7;
    private static final int LOW_BITS = 0x7f;
    private static final int MORE_FOLLOWS = 0x80;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message whole(int field, long value) {
        key(field, VARIABLE_LENGTH_NUMBER);
        number(value);
        return this;
    }

    Message real(int field, float value) {
        key(field, FOUR_BYTES);
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < Float.SIZE; shift += Byte.SIZE) {
            bytes.write(bits >>> shift);
        }
        return this;
    }

    Message text(int field, String value) {
        return raw(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message raw(int field, byte[] value) {
        key(field, LENGTH_AND_BYTES);
        number(value.length);
        bytes.writeBytes(value);
        return this;
    }

    Message message(int field, Message value) {
        return raw(field, value.toBytes());
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private void key(int field, int kind) {
        number((long) field << BITS_OF_KIND | kind);
    }

    private void number(long value) {
        long rest = value;
        while ((rest & ~LOW_BITS) != 0) {
            bytes.write((int) (rest & LOW_BITS) | MORE_FOLLOWS);
            rest >>>= BITS_PER_BYTE;
        }
        bytes.write((int) rest);
    }
}
