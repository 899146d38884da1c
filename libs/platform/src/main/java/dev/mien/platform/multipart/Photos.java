package dev.mien.platform.multipart;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code image}s that a backend has looked at. Zeroed on close.
 *
 * @param images in the order in which they were sent
 */
public record Photos(List<Frame> images) implements AutoCloseable {
    private static final String IMAGE = "image";

    public Photos {
        images = List.copyOf(images);
    }

    /**
     * Reads a {@code multipart/form-data} body, in memory.
     *
     * @param contentType the header, with the boundary
     * @param count how many images there have to be, and nothing beside them
     * @throws Refusal INVALID_REQUEST or INVALID_IMAGE, naming the part that is wrong
     */
    public static Photos read(String contentType, byte[] body, int count) {
        return Parts.collect(
                contentType, body, new Parts.Kind(IMAGE, count, expected(count)), parts -> collect(parts, count));
    }

    private static Photos collect(List<InterfaceHttpData> parts, int count) throws IOException {
        List<Frame> images = new ArrayList<>();
        try {
            for (InterfaceHttpData part : parts) {
                images.add(image(part, images.size() + 1));
            }
            if (images.size() != count) {
                throw Refusal.of(Code.INVALID_REQUEST, expected(count));
            }
            return new Photos(images);
        } catch (IOException | RuntimeException e) {
            images.forEach(Frame::close);
            throw e;
        }
    }

    private static Frame image(InterfaceHttpData part, int number) throws IOException {
        if (!IMAGE.equals(part.getName())) {
            throw Refusal.of(Code.INVALID_REQUEST, "The parts are called image; there are no others.");
        }
        byte[] content = ((HttpData) part).get();
        if (content.length == 0) {
            throw Refusal.of(Code.INVALID_IMAGE, "Image " + number + " is empty.");
        }
        return Frame.owning(content);
    }

    private static String expected(int count) {
        return count == 1
                ? "Exactly one part image is needed, and no other."
                : "Exactly " + count + " parts image are needed, and no others.";
    }

    @Override
    public void close() {
        images.forEach(Frame::close);
    }

    @Override
    public String toString() {
        return "Photos[" + images.size() + " images]";
    }
}
