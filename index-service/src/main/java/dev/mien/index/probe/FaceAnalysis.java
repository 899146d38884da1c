package dev.mien.index.probe;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.index.Estimates;
import dev.mien.contracts.index.FaceBox;
import dev.mien.contracts.index.InstalledProfile;
import dev.mien.index.face.Requirements;
import dev.mien.index.resolve.Thresholds;
import dev.mien.index.vault.FaceVector;
import dev.mien.platform.multipart.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The engine room as a probe sees it: frames in, one face out. */
public interface FaceAnalysis {
    /** @return empty when no model profile of that name is installed */
    Optional<Thresholds> thresholds(String profile);

    /** @return what the templates of all people have in common; empty when that is next to nothing, or not known */
    default List<Float> mean(String profile) {
        return List.of();
    }

    /** @return SHA-256 of a profile's embedding network, by which its vectors are told from others' of that name */
    default Optional<String> digest(String profile) {
        return Optional.empty();
    }

    /** The profiles that are installed, and what each can check. */
    List<InstalledProfile> installed();

    /** Whether the networks of a profile can check this; what is not installed checks nothing. */
    default boolean checks(String profile, Liveness liveness) {
        return installed().stream()
                .anyMatch(one -> one.name().equals(profile) && one.liveness().contains(liveness));
    }

    /**
     * Looks at the frames, on the engine's own workers; the calling thread waits.
     *
     * @param profile one that is installed
     * @param wanted what {@link #checks} says can be checked
     */
    Sighting look(String profile, List<Frame> frames, Requirements wanted);

    /** What the frames show. */
    sealed interface Sighting {
        /**
         * One person, who has passed what was wanted. The vector is the caller's to close.
         *
         * @param frame which frame shows the face best, from 0
         * @param box where on that frame
         */
        record Seen(FaceVector vector, Estimates estimates, int frame, FaceBox box) implements Sighting {}

        /** Nothing that can be used. */
        record Unusable(Code code, int status, String detail) implements Sighting {}

        /** Too many are being looked at; nothing was decoded. */
        record Busy(Duration retryAfter) implements Sighting {}
    }
}
