package dev.mien.index.service;

import dev.mien.contracts.index.InstalledProfile;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.index.face.Requirements;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.resolve.Thresholds;
import dev.mien.platform.multipart.Frame;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Stands for the engine: no model has to be installed to test what index-service does with faces. */
@Alternative
@Singleton
public class PlayedEngine implements FaceAnalysis {
    private final PlannedFaces faces = new PlannedFaces();

    @Override
    public Optional<Thresholds> thresholds(String profile) {
        return faces.thresholds(profile);
    }

    @Override
    public List<InstalledProfile> installed() {
        return faces.installed();
    }

    @Override
    public Sighting look(String profile, List<Frame> frames, Requirements wanted) {
        return faces.look(profile, frames, wanted);
    }
}
