package dev.mien.benchmarks;

import dev.mien.stack.client.SampleFace;
import dev.mien.stack.client.Unexpected;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A frame as a camera at 720p gives it: one face before a plain wall, as JPEG. */
final class CameraFrame {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final Color WALL = new Color(170, 165, 160);

    private CameraFrame() {}

    static byte[] of(SampleFace face, Path samples) throws Unexpected, IOException {
        var person = face.picture(samples);
        int width = Math.min(WIDTH, person.getWidth() * HEIGHT / person.getHeight());
        var frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var graphics = frame.createGraphics();
        try {
            graphics.setColor(WALL);
            graphics.fillRect(0, 0, WIDTH, HEIGHT);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(person, (WIDTH - width) / 2, 0, width, HEIGHT, null);
        } finally {
            graphics.dispose();
        }
        var jpeg = new ByteArrayOutputStream();
        ImageIO.write(frame, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
