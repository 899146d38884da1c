package dev.mien.index.photo;

import dev.mien.contracts.index.PhotoAnalysis;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.platform.multipart.Frame;
import java.util.List;

/** Looks at pictures, on the engine's own workers; the calling thread waits. Nothing is kept. */
public interface FacePhotos {
    /**
     * @param profile the model profile's name
     * @param two the caller's to close
     * @throws dev.mien.platform.problem.Refusal naming the picture that cannot be used; 503 with a pause when too many
     *     are waiting, or when the profile is not installed
     */
    PhotoComparison compare(String profile, List<Frame> two);

    /**
     * @param estimates whether the policy asks for age and gender
     * @param one the caller's to close
     * @throws dev.mien.platform.problem.Refusal likewise
     */
    PhotoAnalysis analyse(String profile, boolean estimates, Frame one);
}
