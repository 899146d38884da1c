package dev.mien.index.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
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
        requireName(profile);
        Path folder = models.resolve(profile);
        Fields root = open(yaml, folder.resolve(profile + ".yaml"));
        try {
            if (!root.at("name").text().equals(profile)) {
                throw new ProfileException(folder + " holds the profile "
                        + root.at("name").text() + "; folder, file and name must be the same");
            }
            Map<String, Role> roles = roles(root.at("roles"), models, profile);
            return new ModelProfile(
                    root.at("name").text(),
                    root.at("dimensions").whole(),
                    mean(root),
                    card(root.at("card")),
                    roles,
                    alignment(root.at("alignment"), roles),
                    quality(root.at("quality")),
                    calibration(open(json, inside(folder, root.at("calibration").text()))));
        } catch (IllegalArgumentException invalid) {
            throw new ProfileException(folder + ": " + invalid.getMessage(), invalid);
        }
    }

    private static List<Float> mean(Fields root) {
        if (!root.has("similarity")) {
            return List.of();
        }
        Fields similarity = root.at("similarity");
        return switch (similarity.at("centring").text()) {
            case "none" -> List.of();
            case "mean" -> similarity.at("mean").list(number -> (float) number.number());
            default -> throw new ProfileException("similarity.centring must be none or mean");
        };
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
    static Path inside(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!folder.normalize().equals(file.getParent())) {
            throw new ProfileException(name + " does not lie beside the profile");
        }
        return file;
    }

    /**
     * A role that says {@code borrow} is the other profile's role of that name, but for the fields that it says itself.
     */
    private Map<String, Role> roles(Fields roles, Path models, String profile) {
        return roles.map(role -> role.has("borrow")
                ? borrowed(role, models, role.at("borrow").text())
                : RoleReader.read(role, models.resolve(profile)));
    }

    private Role borrowed(Fields role, Path models, String lender) {
        requireName(lender);
        String name = role.path().substring(role.path().lastIndexOf('.') + 1);
        Fields lent = open(yaml, models.resolve(lender).resolve(lender + ".yaml"))
                .at("roles")
                .at(name);
        if (lent.has("borrow")) {
            throw new ProfileException(role.path() + " borrows from " + lender + ", which borrows it itself");
        }
        return RoleReader.read(lent.with(role), models.resolve(lender));
    }

    private static void requireName(String profile) {
        if (!ModelProfile.NAME.matcher(profile).matches()) {
            throw new ProfileException("a profile is named by 1 to 40 small letters, digits and dashes: " + profile);
        }
    }

    private static Card card(Fields card) {
        return new Card(
                card.at("title").text(),
                card.at("licences").list(Fields::text),
                card.at("commercialUse").text(),
                card.at("trainingData").text());
    }

    private static Alignment alignment(Fields alignment, Map<String, Role> roles) {
        String from = alignment.at("from").text();
        if (!from.equals("detect") && !from.equals("landmarks")) {
            throw new ProfileException(alignment.path() + ".from should be detect or landmarks, not " + from);
        }
        boolean detected = from.equals("detect");
        List<String> names = detected ? detectorPoints(roles) : List.of();
        return new Alignment(
                detected ? Alignment.From.DETECT : Alignment.From.LANDMARKS,
                alignment.at("size").whole(),
                alignment.at("padding").number(),
                alignment
                        .at("points")
                        .list(point -> new Alignment.Point(
                                detected
                                        ? index(point.at("point"), names)
                                        : point.at("landmark").whole(),
                                point.at("x").number(),
                                point.at("y").number())));
    }

    private static List<String> detectorPoints(Map<String, Role> roles) {
        return Optional.ofNullable(roles.get("detect"))
                .flatMap(Role::boxes)
                .map(BoxDecoder::points)
                .orElse(List.of());
    }

    private static int index(Fields point, List<String> names) {
        int index = names.indexOf(point.text());
        if (index < 0) {
            throw new ProfileException(point.path() + ": the detector gives no point " + point.text());
        }
        return index;
    }

    private static QualityLimits quality(Fields quality) {
        return new QualityLimits(
                quality.at("minFacePixels").whole(),
                quality.at("rivalFaceShare").number(),
                limit(quality, "minSharpness", 0),
                limit(quality, "minBrightness", 0),
                limit(quality, "maxYaw", QualityLimits.ANY_ANGLE),
                limit(quality, "maxPitch", QualityLimits.ANY_ANGLE),
                limit(quality, "minMouth", 0),
                limit(quality, "minEye", QualityLimits.ANY_EYE),
                limit(quality, "minUnderEyes", 0));
    }

    private static double limit(Fields quality, String name, double none) {
        return quality.has(name) ? quality.at(name).number() : none;
    }

    /** Nobody can judge counts of whom is not said (D2), so the provenance has to be there. */
    private static Calibration calibration(Fields calibration) {
        calibration.at("provenance").at("data").text();
        return new Calibration(
                calibration.at("from").number(),
                calibration.at("step").number(),
                calibration.at("genuine").counts(),
                calibration.at("impostor").counts());
    }
}
