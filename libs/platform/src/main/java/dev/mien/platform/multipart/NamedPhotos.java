package dev.mien.platform.multipart;

import dev.mien.contracts.Code;
import dev.mien.contracts.imports.NewLine;
import dev.mien.platform.problem.Refusal;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch of an import: parts {@code image}, each with its own key as the file name, and for any of them a part {@code
 * payload} with the same file name. Zeroed on close.
 *
 * @param lines in the order in which the images were sent
 */
public record NamedPhotos(List<Line> lines) implements AutoCloseable {
    private static final String IMAGE = "image";
    private static final String PAYLOAD = "payload";
    private static final String EXPECTED =
            "1 to " + Bounds.IMPORT_LINES + " parts image are needed, each with a file name"
                    + " of its own: 1 to 128 letters, digits and . _ @ + : -";

    /** One picture, and what the person is to be linked to. */
    public record Line(NewLine named, Frame image) {}

    public NamedPhotos {
        lines = List.copyOf(lines);
    }

    /**
     * Reads a {@code multipart/form-data} body, in memory.
     *
     * @param contentType the header, with the boundary
     * @throws Refusal INVALID_REQUEST or INVALID_IMAGE, naming what is wrong: never a key, which may name a person
     */
    public static NamedPhotos read(String contentType, byte[] body) {
        return Parts.collect(
                contentType,
                body,
                new Parts.Kind(IMAGE, 2 * Bounds.IMPORT_LINES, EXPECTED + "."),
                NamedPhotos::collect);
    }

    private static NamedPhotos collect(List<InterfaceHttpData> parts) throws IOException {
        Map<String, Frame> images = new LinkedHashMap<>();
        try {
            Map<String, String> payloads = new HashMap<>();
            for (InterfaceHttpData part : parts) {
                String key = key(part);
                boolean twice = switch (part.getName()) {
                    case IMAGE -> images.put(key, image((HttpData) part, images.size() + 1)) != null;
                    case PAYLOAD -> payloads.put(key, text((HttpData) part)) != null;
                    default -> throw invalid("The parts are image and payload; there are no others.");
                };
                if (twice) {
                    throw invalid("Two parts " + part.getName() + " have the same file name.");
                }
            }
            if (images.isEmpty() || images.size() > Bounds.IMPORT_LINES) {
                throw invalid(EXPECTED + ".");
            }
            if (!images.keySet().containsAll(payloads.keySet())) {
                throw invalid("A part payload has a file name that no part image has.");
            }
            List<Line> lines = new ArrayList<>();
            images.forEach((key, image) -> lines.add(new Line(new NewLine(key, payloads.get(key)), image)));
            return new NamedPhotos(lines);
        } catch (IOException | RuntimeException e) {
            images.values().forEach(Frame::close);
            throw e;
        }
    }

    private static String key(InterfaceHttpData part) {
        if (part instanceof FileUpload file && NewLine.isKey(file.getFilename())) {
            return file.getFilename();
        }
        throw invalid(EXPECTED + ".");
    }

    private static Frame image(HttpData part, int number) throws IOException {
        byte[] content = part.get();
        if (content.length == 0) {
            throw Refusal.of(Code.INVALID_IMAGE, "Image " + number + " is empty.");
        }
        return Frame.owning(content);
    }

    private static String text(HttpData part) throws IOException {
        if (part.length() > Bounds.REQUEST_BYTES) {
            throw invalid("A part payload may have at most " + Bounds.REQUEST_BYTES + " bytes.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(part.get()))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw invalid("A part payload is not UTF-8.");
        }
    }

    private static Refusal invalid(String detail) {
        return Refusal.of(Code.INVALID_REQUEST, detail);
    }

    @Override
    public void close() {
        lines.forEach(line -> line.image().close());
    }

    @Override
    public String toString() {
        return "NamedPhotos[" + lines.size() + " images]";
    }
}
