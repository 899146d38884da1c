package dev.mien.platform.multipart;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a browser's operation: {@code frame}s and one {@code request}. Zeroed on close.
 *
 * @param frames in the order in which they were sent
 * @param request the JSON of the part {@code request}; <code>{}</code> when there is none
 */
public record Upload(List<Frame> frames, byte[] request) implements AutoCloseable {
    /**
     * Reads a {@code multipart/form-data} body, in memory.
     *
     * @param contentType the header, with the boundary
     * @throws Refusal INVALID_REQUEST or INVALID_IMAGE, naming the part that is wrong
     */
    public static Upload read(String contentType, byte[] body) {
        return Parts.collect(
                contentType,
                body,
                new Parts.Kind("frame", Bounds.PARTS, "There may be at most " + Bounds.FRAMES + " frames."),
                Upload::collect);
    }

    /** SHA-256 over the parts, not over the raw body: the same parts sent again have another boundary. */
    public byte[] digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Frame frame : frames) {
                update(sha, frame.expose());
            }
            update(sha, request);
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    @Override
    public void close() {
        frames.forEach(Frame::close);
        java.util.Arrays.fill(request, (byte) 0);
    }

    @Override
    public String toString() {
        return "Upload[" + frames.size() + " frames]";
    }

    private static Upload collect(List<InterfaceHttpData> parts) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try {
            return collect(parts, frames);
        } catch (IOException | RuntimeException e) {
            frames.forEach(Frame::close);
            throw e;
        }
    }

    private static Upload collect(List<InterfaceHttpData> parts, List<Frame> frames) throws IOException {
        byte[] request = null;
        for (InterfaceHttpData part : parts) {
            byte[] content = ((HttpData) part).get();
            switch (part.getName()) {
                case "frame" -> {
                    if (content.length == 0) {
                        throw Refusal.of(Code.INVALID_IMAGE, "The part frame is empty.");
                    }
                    frames.add(Frame.owning(content));
                }
                case "request" -> {
                    if (request != null || content.length > Bounds.REQUEST_BYTES) {
                        throw Refusal.of(
                                Code.INVALID_REQUEST,
                                "There may be one part request, of at most " + Bounds.REQUEST_BYTES + " bytes.");
                    }
                    request = content;
                }
                default -> throw Refusal.of(Code.INVALID_REQUEST, "The parts are frame and request; no others.");
            }
        }
        if (frames.isEmpty() || frames.size() > Bounds.FRAMES) {
            throw Refusal.of(Code.INVALID_REQUEST, "Between 1 and " + Bounds.FRAMES + " parts frame are needed.");
        }
        return new Upload(List.copyOf(frames), request == null ? "{}".getBytes(StandardCharsets.UTF_8) : request);
    }

    private static void update(MessageDigest sha, byte[] part) {
        sha.update(ByteBuffer.allocate(4).putInt(part.length).flip());
        sha.update(part);
    }
}
