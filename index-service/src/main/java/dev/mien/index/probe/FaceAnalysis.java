package dev.mien.index.probe;

import dev.mien.contracts.Code;
import dev.mien.contracts.index.Estimates;
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

    /**
     * Looks at the frames, on the engine's own workers; the calling thread waits.
     *
     * @param profile one that is installed
     * @param estimates whether age and gender are asked for
     */
    Sighting look(String profile, List<Frame> frames, boolean estimates);

    /** What the frames show. */
    sealed interface Sighting {
        /** One person. The vector is the caller's to close. */
        record Seen(FaceVector vector, Estimates estimates) implements Sighting {}

        /** Nothing that can be used. */
        record Unusable(Code code, int status, String detail) implements Sighting {}

        /** Too many are being looked at; nothing was decoded. */
        record Busy(Duration retryAfter) implements Sighting {}
    }
}
