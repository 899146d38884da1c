package dev.mien.index.service;

import dev.mien.contracts.index.ComparedFace;
import dev.mien.contracts.index.FaceQuality;
import dev.mien.contracts.index.MatchThreshold;
import dev.mien.contracts.index.PhotoAnalysis;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.index.photo.FacePhotos;
import dev.mien.platform.multipart.Frame;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Stands for the engine where pictures are only looked at. */
@Alternative
@Singleton
public class PlayedPhotos implements FacePhotos {
    @Override
    public PhotoComparison compare(String profile, List<Frame> two) {
        ComparedFace face = new ComparedFace(PlannedFaces.BOX, new FaceQuality(true, List.of(), List.of()));
        return new PhotoComparison(
                0.5, 0.9999, true, new MatchThreshold(0.4, 1e-4, false), profile, List.of(face, face));
    }

    @Override
    public PhotoAnalysis analyse(String profile, boolean estimates, Frame one) {
        return new PhotoAnalysis(profile, List.of(), false, Map.of());
    }
}
