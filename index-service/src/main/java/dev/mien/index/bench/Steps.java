package dev.mien.index.bench;

import dev.mien.index.align.ChipAligner;
import dev.mien.index.detect.Face;
import dev.mien.index.detect.FaceFinder;
import dev.mien.index.detect.Finding.OneFace;
import dev.mien.index.embed.Embedder;
import dev.mien.index.inference.Network;
import dev.mien.index.intake.Picture;
import dev.mien.index.liveness.PassiveCheck;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.quality.QualityGate;
import java.util.Map;
import java.util.Optional;

/** The parts of the pipeline, each by itself, on the face that was found last. For one thread. */
final class Steps implements AutoCloseable {
    private final FaceFinder finder;
    private final QualityGate gate;
    private final ChipAligner aligner;
    private final Embedder embedder;
    private final Optional<PassiveCheck> passive;
    private Face face;

    Steps(ModelProfile profile, Map<String, Network> networks) {
        finder = new FaceFinder(profile, networks);
        gate = new QualityGate(profile.quality());
        aligner = new ChipAligner(profile.alignment());
        embedder = new Embedder(profile.role("embed"), networks.get("embed"));
        passive = PassiveCheck.of(profile, networks);
    }

    void find(Picture picture) {
        face = ((OneFace) finder.find(picture)).face();
    }

    void check(Picture picture) {
        gate.check(face, picture);
    }

    void look(Picture picture) {
        passive.ifPresent(check -> check.look(picture, face.box()));
    }

    void embed(Picture picture) {
        embedder.embed(picture, aligner.chipToPicture(face)).close();
    }

    @Override
    public void close() {
        finder.close();
        embedder.close();
        passive.ifPresent(PassiveCheck::close);
    }
}
