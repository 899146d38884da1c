package dev.mien.platform.multipart;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Frames between services: for each, a big-endian length of 4 bytes, then its bytes. */
public final class FrameList {
    public static final String MEDIA_TYPE = "application/vnd.mien.frames";

    private FrameList() {}

    public static byte[] write(List<Frame> frames) {
        int size = frames.stream().mapToInt(frame -> 4 + frame.expose().length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(size);
        for (Frame frame : frames) {
            buffer.putInt(frame.expose().length).put(frame.expose());
        }
        return buffer.array();
    }

    /** @throws Refusal INVALID_REQUEST when the lengths do not add up, a frame is empty or there are too many */
    public static List<Frame> read(byte[] body) {
        List<Frame> frames = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(body);
        while (buffer.hasRemaining()) {
            int length = buffer.remaining() < 4 ? -1 : buffer.getInt();
            if (length < 1
                    || length > buffer.remaining()
                    || length > Bounds.FRAME_BYTES
                    || frames.size() == Bounds.FRAMES) {
                throw Refusal.of(Code.INVALID_REQUEST, "The list of frames is malformed.");
            }
            byte[] bytes = new byte[length];
            buffer.get(bytes);
            frames.add(Frame.owning(bytes));
        }
        return frames;
    }
}
