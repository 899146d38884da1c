package dev.mien.system.client;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.mien.testing.faces.RenderedHead;
import dev.mien.testing.faces.SharedFaces;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Point2D;
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
 * Makes a head in three dimensions of a sample photo. It runs the installed mesh network by itself: tests of the whole
 * suite depend on no service.
 */
public final class MeasuredHead {
    private static final int SIDE = 192;
    private static final int POINTS = 468;

    /** Sides of the network's square in faces, which the crops of {@link SamplePhotos} hold in their middle. */
    private static final double SQUARE_SHARE = 0.8;

    private static final int LEVELLING = 2;
    private static final int RIGHT_EYE = 33;
    private static final int LEFT_EYE = 263;
    private static final int RIGHT_CHEEK = 234;
    private static final int LEFT_CHEEK = 454;
    private static final int FOREHEAD = 10;
    private static final int CHIN = 152;

    private MeasuredHead() {}

    /** @param photo a crop with the face in its middle, half as high as the photo */
    public static RenderedHead of(Photo photo) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo.bytes()));
            double side = SQUARE_SHARE * Math.min(image.getWidth(), image.getHeight());
            AffineTransform square = square(image.getWidth() / 2.0, image.getHeight() / 2.0, side, 0);
            float[][] mesh = mesh(image, square, side);
            for (int pass = 0; pass < LEVELLING; pass++) {
                // The network wants the eyes level, and heads are tilted.
                double tilt =
                        Math.atan2(mesh[1][LEFT_EYE] - mesh[1][RIGHT_EYE], mesh[0][LEFT_EYE] - mesh[0][RIGHT_EYE]);
                double x = (mesh[0][LEFT_CHEEK] + mesh[0][RIGHT_CHEEK] + mesh[0][FOREHEAD] + mesh[0][CHIN]) / 4;
                double y = (mesh[1][LEFT_CHEEK] + mesh[1][RIGHT_CHEEK] + mesh[1][FOREHEAD] + mesh[1][CHIN]) / 4;
                mesh = mesh(image, square(x, y, side, tilt), side);
            }
            return new RenderedHead(image, mesh[0], mesh[1], mesh[2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the network's input to the photo. */
    private static AffineTransform square(double x, double y, double side, double tilt) {
        AffineTransform square = AffineTransform.getTranslateInstance(x, y);
        square.rotate(tilt);
        square.scale(side / SIDE, side / SIDE);
        square.translate(-SIDE / 2.0, -SIDE / 2.0);
        return square;
    }

    private static float[][] mesh(BufferedImage image, AffineTransform square, double side) {
        float[] points = points(drawn(image, square));
        float[][] mesh = new float[3][POINTS];
        for (int i = 0; i < POINTS; i++) {
            Point2D place = square.transform(new Point2D.Double(points[3 * i], points[3 * i + 1]), null);
            mesh[0][i] = (float) place.getX();
            mesh[1][i] = (float) place.getY();
            mesh[2][i] = (float) (side / SIDE * points[3 * i + 2]);
        }
        return mesh;
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

    private static FloatBuffer drawn(BufferedImage image, AffineTransform square) {
        BufferedImage small = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        try {
            graphics.drawImage(image, square.createInverse(), null);
        } catch (NoninvertibleTransformException impossible) {
            throw new IllegalStateException(impossible);
        }
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
