package dev.mien.index.cloud;

import dev.mien.platform.multipart.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A picture that nobody could paint: a JPEG whose structure is right and whose pixels say who is on it.
 *
 * @param person whom {@link FakeRekognition} sees; below 2^24
 * @param faces how many of the same size it sees
 */
public record Portrait(int person, int faces) {
    /** Stands in a segment that no pixel comes from, as a camera's notes do. */
    public static final String CAMERA_NOTE = "51.5007N 0.1246W taken at home";

    /** The way to the pixels of a picture of one row. */
    private static final byte[] FRAME = {
        (byte) 0xff, (byte) 0xc0, 0, 11, 8, 0, 1, 0, 8, 1, 1, 0x11, 0, (byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0
    };

    public static Portrait of(int person) {
        return new Portrait(person, 1);
    }

    public Frame frame() {
        return Frame.owning(jpeg());
    }

    public byte[] jpeg() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
        byte[] note = CAMERA_NOTE.getBytes(StandardCharsets.US_ASCII);
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (note.length + 2)});
        out.writeBytes(note);
        out.writeBytes(FRAME);
        // Seven bits a byte, so that nothing looks like a marker.
        for (int shift = 21; shift >= 0; shift -= 7) {
            out.write(person >> shift & 0x7f);
        }
        out.write(faces);
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
        return out.toByteArray();
    }

    /** Reads it back, wherever in the file its pixels are. */
    static Portrait read(byte[] jpeg) {
        ByteBuffer bytes = ByteBuffer.wrap(jpeg);
        for (int at = 0; at < jpeg.length - FRAME.length - 5; at++) {
            if (bytes.slice(at, FRAME.length).equals(ByteBuffer.wrap(FRAME))) {
                int person = 0;
                for (int i = 0; i < 4; i++) {
                    person = person << 7 | jpeg[at + FRAME.length + i];
                }
                return new Portrait(person, jpeg[at + FRAME.length + 4]);
            }
        }
        throw new IllegalArgumentException("not one of these portraits");
    }
}
