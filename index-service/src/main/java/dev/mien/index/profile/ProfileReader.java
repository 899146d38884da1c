package dev.mien.index.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.mien.index.intake.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code <models>/<profile>/<profile>.yaml} and the calibration beside it. */
public final class ProfileReader {
    private static final long FILE_BYTES_MAX = 4L * 1024 * 1024;

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Reads and checks a profile.
     *
     * @param models where the model tool installed its profiles
     * @throws ProfileException when the profile is not there or says nothing usable; the message says what to do
     */
    public ModelProfile read(Path models, String profile) {
        Path folder = models.resolve(profile);
        Fields root = open(yaml, folder.resolve(profile + ".yaml"));
        try {
            return new ModelProfile(
                    root.at("name").text(),
                    root.at("dimensions").whole(),
                    roles(root.at("roles"), folder),
                    alignment(root.at("alignment")),
                    quality(root.at("quality")),
                    calibration(open(json, inside(folder, root.at("calibration").text()))));
        } catch (IllegalArgumentException invalid) {
            throw new ProfileException(folder + ": " + invalid.getMessage(), invalid);
        }
    }

    private static Fields open(ObjectMapper mapper, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ProfileException(file + " is missing; ./mien models installs it");
        }
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ProfileException(file + " has more than " + FILE_BYTES_MAX + " bytes");
            }
            return new Fields(file.getFileName().toString(), mapper.readTree(file.toFile()));
        } catch (IOException unreadable) {
            throw new ProfileException(file + " cannot be read", unreadable);
        }
    }

    /** A profile is a file that somebody downloaded: it names files beside it, and no others. */
    private static Path inside(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!folder.normalize().equals(file.getParent())) {
            throw new ProfileException(name + " does not lie beside the profile");
        }
        return file;
    }

    private static Map<String, Role> roles(Fields roles, Path folder) {
        return roles.map(role -> role(role, folder));
    }

    private static Role role(Fields role, Path folder) {
        boolean hasDecoder = role.has("decoder");
        String kind = hasDecoder ? role.at("decoder").at("kind").text() : "";
        return new Role(
                role.path(),
                inside(folder, role.at("file").text()),
                role.at("sha256").text(),
                input(role.at("input")),
                role.at("outputs").map(ProfileReader::output),
                kind.equals("blazeface") ? Optional.of(boxes(role.at("decoder"))) : Optional.empty(),
                kind.equals("mesh") ? role.at("decoder").at("minPresence").number() : 0,
                role.has("crop") ? Optional.of(crop(role.at("crop"))) : Optional.empty(),
                role.has("mirror") && role.at("mirror").flag());
    }

    private static Input input(Fields input) {
        boolean bgr = input.at("colours").text().equals("BGR");
        List<Float> mean = input.at("mean").list(value -> (float) value.number());
        List<Float> scale = input.at("scale").list(value -> (float) value.number());
        return new Input(
                input.at("name").text(),
                input.at("width").whole(),
                input.at("height").whole(),
                new Tone(bgr, mean, scale));
    }

    private static Output output(Fields output) {
        List<Integer> sides = output.at("shape").list(side -> side.node().isInt() ? side.whole() : 0);
        return new Output(output.at("name").text(), sides.subList(1, sides.size()));
    }

    private static BoxDecoder boxes(Fields decoder) {
        return new BoxDecoder(
                decoder.at("anchors")
                        .list(layer -> new BoxDecoder.Layer(
                                layer.at("stride").whole(), layer.at("perCell").whole())),
                decoder.at("points").list(Fields::text),
                decoder.at("minScore").number(),
                decoder.at("overlap").number());
    }

    private static Crop crop(Fields crop) {
        return new Crop(
                crop.at("enlarge").number(),
                crop.has("level") ? crop.at("level").list(Fields::text) : List.of());
    }

    private static Alignment alignment(Fields alignment) {
        return new Alignment(
                alignment.at("size").whole(),
                alignment.at("padding").number(),
                alignment
                        .at("points")
                        .list(point -> new Alignment.Point(
                                point.at("landmark").whole(),
                                point.at("x").number(),
                                point.at("y").number())));
    }

    private static QualityLimits quality(Fields quality) {
        return new QualityLimits(
                quality.at("minFacePixels").whole(),
                quality.at("rivalFaceShare").number());
    }

    private static Calibration calibration(Fields calibration) {
        return new Calibration(
                calibration.at("from").number(),
                calibration.at("step").number(),
                calibration.at("genuine").counts(),
                calibration.at("impostor").counts());
    }
}
