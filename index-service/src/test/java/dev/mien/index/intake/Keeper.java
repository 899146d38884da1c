package dev.mien.index.intake;

import dev.mien.index.intake.DecodeOutcome.Decoded;
import java.io.FileInputStream;
import java.io.IOException;

/**
 * A process that decodes one picture, and says so; closes it when a line comes in, and says so; ends at the next line.
 * The picture comes veiled in a file, so that nothing but the frame's own array ever holds its bytes as they are.
 */
final class Keeper {
    static final int VEIL = 0xa5;

    private Keeper() {}

    public static void main(String[] arguments) throws IOException {
        byte[] encoded;
        try (var file = new FileInputStream(arguments[0])) {
            encoded = file.readAllBytes();
        }
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] ^= (byte) VEIL;
        }
        var frame = new Frame(encoded);
        var picture = ((Decoded) new Intake().decode(frame, Intake.LONG_SIDE_KEPT)).picture();
        System.out.println("open");
        System.in.read();
        picture.close();
        frame.close();
        System.out.println("closed");
        System.in.read();
    }
}
