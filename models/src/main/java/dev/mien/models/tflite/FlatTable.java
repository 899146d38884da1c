package dev.mien.models.tflite;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One table of a flatbuffer, read by the number of its field as the schema counts them, from zero. */
final class FlatTable extends Table {

    private FlatTable(int position, ByteBuffer buffer) {
        __reset(position, buffer);
    }

    static FlatTable root(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        return new FlatTable(buffer.getInt(0), buffer);
    }

    int byteAt(int field, int otherwise) {
        int offset = offset(field);
        return offset == 0 ? otherwise : bb.get(bb_pos + offset);
    }

    int intAt(int field, int otherwise) {
        int offset = offset(field);
        return offset == 0 ? otherwise : bb.getInt(bb_pos + offset);
    }

    boolean has(int field) {
        return offset(field) != 0;
    }

    String textAt(int field) {
        int offset = offset(field);
        return offset == 0 ? "" : __string(bb_pos + offset);
    }

    Optional<FlatTable> tableAt(int field) {
        int offset = offset(field);
        return offset == 0 ? Optional.empty() : Optional.of(new FlatTable(__indirect(bb_pos + offset), bb));
    }

    List<FlatTable> tablesAt(int field) {
        int offset = offset(field);
        int length = offset == 0 ? 0 : __vector_len(offset);
        List<FlatTable> tables = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            tables.add(new FlatTable(__indirect(__vector(offset) + i * Integer.BYTES), bb));
        }
        return tables;
    }

    int[] intsAt(int field) {
        int offset = offset(field);
        int[] values = new int[offset == 0 ? 0 : __vector_len(offset)];
        for (int i = 0; i < values.length; i++) {
            values[i] = bb.getInt(__vector(offset) + i * Integer.BYTES);
        }
        return values;
    }

    /** A view of the bytes, little-endian; empty when there are none. */
    ByteBuffer bytesAt(int field) {
        int offset = offset(field);
        ByteBuffer bytes = offset == 0 ? ByteBuffer.allocate(0) : bb.slice(__vector(offset), __vector_len(offset));
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    private int offset(int field) {
        return __offset(2 * Short.BYTES + field * Short.BYTES);
    }
}
