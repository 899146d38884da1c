package dev.mien.index.photos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.index.face.Analysis;
import dev.mien.index.face.FaceEngine;
import dev.mien.index.face.Requirements;
import dev.mien.index.intake.Frame;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.ProfileReader;
import dev.mien.index.profile.QualityLimits;
import dev.mien.testing.faces.SharedFaces;
import dev.mien.testing.jvm.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a machine has to have for these tests; one that lacks it says which thing. */
final class Installed {
    private static final String PROFILE = "standard";
    private static final int WAITING = 16;

    private Installed() {}

    static ModelProfile profile() {
        Path models = TestHome.mienHome().resolve("models");
        assumeTrue(
                Files.exists(models.resolve(PROFILE).resolve(PROFILE + ".yaml")),
                () -> "the models are not in " + models + "; ./mien models pull " + PROFILE + " installs them");
        return new ProfileReader().read(models, PROFILE);
    }

    static FaceEngine engine() {
        return new FaceEngine(profile(), 1, WAITING);
    }

    /** One that takes smaller faces than its profile does. */
    static FaceEngine engine(int minFacePixels) {
        ModelProfile profile = profile();
        var limits = new QualityLimits(minFacePixels, profile.quality().rivalFaceShare());
        return new FaceEngine(
                new ModelProfile(
                        profile.name(),
                        profile.dimensions(),
                        profile.roles(),
                        profile.alignment(),
                        limits,
                        profile.calibration()),
                1,
                WAITING);
    }

    static Path photos(String folder) {
        assumeTrue(SharedFaces.find().isPresent(), SharedFaces.absence());
        return SharedFaces.find().orElseThrow().resolve(folder);
    }

    /** One photo by itself. */
    static Analysis look(FaceEngine engine, Path photo) {
        return look(engine, List.of(photo));
    }

    static Analysis look(FaceEngine engine, List<Path> photos) {
        List<Frame> frames = photos.stream().map(Installed::read).toList();
        try {
            return engine.analyse(frames, Requirements.TEMPLATE);
        } finally {
            frames.forEach(Frame::close);
        }
    }

    private static Frame read(Path photo) {
        try {
            return new Frame(Files.readAllBytes(photo));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
