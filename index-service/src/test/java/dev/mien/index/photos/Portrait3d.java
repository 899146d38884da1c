package dev.mien.index.photos;

import dev.mien.index.detect.FaceFinder;
import dev.mien.index.detect.Finding;
import dev.mien.index.detect.Landmarks;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.DecodeOutcome;
import dev.mien.index.intake.Frame;
import dev.mien.index.intake.Intake;
import dev.mien.index.profile.ModelProfile;
import dev.mien.testing.faces.RenderedHead;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Makes heads in three dimensions of portraits, by the mesh that the installed profile measures in them. */
final class Portrait3d implements AutoCloseable {
    private static final List<String> ROLES = List.of("detect", "detectNear", "landmarks");

    private final Map<String, Network> networks = new HashMap<>();
    private final Intake intake = new Intake();
    private final FaceFinder finder;

    Portrait3d(ModelProfile profile) {
        for (String role : ROLES) {
            profile.optionalRole(role)
                    .ifPresent(filled -> networks.put(role, Network.load(filled.file(), filled.sha256())));
        }
        finder = new FaceFinder(profile, networks);
    }

    /** Of a photo with one face that is decoded at its full size. */
    RenderedHead of(Path photo) {
        float[][] mesh = mesh(photo);
        return new RenderedHead(read(photo), mesh[0], mesh[1], mesh[2]);
    }

    /** The points of such a photo: x, y and depth. */
    float[][] mesh(Path photo) {
        try {
            return mesh(Files.readAllBytes(photo));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private float[][] mesh(byte[] bytes) {
        try (Frame frame = new Frame(bytes)) {
            var decoded = (DecodeOutcome.Decoded) intake.decode(frame, Intake.LONG_SIDE_KEPT);
            try (var picture = decoded.picture()) {
                if (picture.reduction() != 1) {
                    throw new IllegalArgumentException("the photo is too large: its mesh is another picture's");
                }
                Landmarks face = ((Finding.OneFace) finder.find(picture)).face().landmarks();
                float[][] mesh = new float[3][face.count()];
                for (int i = 0; i < face.count(); i++) {
                    mesh[0][i] = face.x(i);
                    mesh[1][i] = face.y(i);
                    mesh[2][i] = face.z(i);
                }
                return mesh;
            }
        }
    }

    static BufferedImage read(Path photo) {
        try {
            BufferedImage image = ImageIO.read(photo.toFile());
            BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
            rgb.createGraphics().drawImage(image, 0, 0, null);
            return rgb;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static byte[] jpeg(BufferedImage picture) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, "jpg", bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        finder.close();
        networks.values().forEach(Network::close);
    }
}
