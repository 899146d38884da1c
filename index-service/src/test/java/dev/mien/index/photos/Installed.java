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
    static final String STANDARD = "standard";
    static final String ACCURATE = "accurate";
    private static final int WAITING = 16;

    private Installed() {}

    static ModelProfile profile() {
        return profile(STANDARD);
    }

    static ModelProfile profile(String name) {
        Path models = folder(name);
        assumeTrue(
                has(models, name),
                () -> "profile " + name + " is not in " + models
                        + "; ./mien test installs it, accurate where MIEN_MODELS_MIRROR names its files");
        return new ProfileReader().read(models, name);
    }

    /** {@code ./mien test} puts what the suite itself is not to start with in a folder of its own. */
    private static Path folder(String name) {
        Path beside = TestHome.mienHome().resolve("tests/models");
        return has(beside, name) ? beside : TestHome.mienHome().resolve("models");
    }

    private static boolean has(Path models, String name) {
        return Files.exists(models.resolve(name).resolve(name + ".yaml"));
    }

    static FaceEngine engine() {
        return engine(STANDARD);
    }

    static FaceEngine engine(String profile) {
        return new FaceEngine(profile(profile), 1, WAITING);
    }

    /** One that takes smaller faces than its profile does. */
    static FaceEngine engine(int minFacePixels) {
        ModelProfile profile = profile();
        var limits = QualityLimits.ofSize(minFacePixels, profile.quality().rivalFaceShare());
        return new FaceEngine(profile.with(limits), 1, WAITING);
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
