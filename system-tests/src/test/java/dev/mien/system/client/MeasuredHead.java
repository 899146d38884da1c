package dev.mien.system.client;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.mien.testing.faces.RenderedHead;
import dev.mien.testing.faces.SharedFaces;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Makes a head in three dimensions of a sample photo. It runs the installed mesh network by itself: tests of the whole suite
 * depend on no service.
 */
public final class MeasuredHead {
    private static final int SIDE = 192;
    private static final int POINTS = 468;

    /** Sides of the network's square in faces, which the crops of {@link SamplePhotos} hold in their middle. */
    private static final double SQUARE_SHARE = 0.8;

    private MeasuredHead() {}

    /** @param photo a crop with the face in its middle, half as high as the photo */
    public static RenderedHead of(Photo photo) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo.bytes()));
            double side = SQUARE_SHARE * Math.min(image.getWidth(), image.getHeight());
            double left = (image.getWidth() - side) / 2;
            double top = (image.getHeight() - side) / 2;
            float[] points = points(square(image, left, top, side));
            float[][] mesh = new float[3][POINTS];
            double scale = side / SIDE;
            for (int i = 0; i < POINTS; i++) {
                mesh[0][i] = (float) (left + scale * points[3 * i]);
                mesh[1][i] = (float) (top + scale * points[3 * i + 1]);
                mesh[2][i] = (float) (scale * points[3 * i + 2]);
            }
            return new RenderedHead(image, mesh[0], mesh[1], mesh[2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Photo jpeg(String name, BufferedImage picture) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, "jpg", bytes);
            return new Photo(name, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FloatBuffer square(BufferedImage image, double left, double top, double side) {
        BufferedImage small = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.scale(SIDE / side, SIDE / side);
        graphics.translate(-left, -top);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        FloatBuffer input = FloatBuffer.allocate(3 * SIDE * SIDE);
        for (int shift = 16; shift >= 0; shift -= 8) {
            for (int at = 0; at < SIDE * SIDE; at++) {
                input.put((small.getRGB(at % SIDE, at / SIDE) >> shift & 0xff) / 255f);
            }
        }
        return input.flip();
    }

    private static float[] points(FloatBuffer input) {
        Path network = SharedFaces.samples().resolveSibling("standard").resolve("face_landmark_468.onnx");
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(network.toString());
                OnnxTensor tensor = OnnxTensor.createTensor(environment, input, new long[] {1, 3, SIDE, SIDE});
                OrtSession.Result result = session.run(Map.of("input", tensor))) {
            FloatBuffer answer = ((OnnxTensor) result.get("conv2d_21").orElseThrow()).getFloatBuffer();
            float[] points = new float[answer.remaining()];
            answer.get(points);
            return points;
        } catch (OrtException e) {
            throw new IllegalStateException("the mesh network is missing: run ./mien models pull standard", e);
        }
    }
}
