package dev.mien.index.face;

import dev.mien.index.embed.Embedding;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether all frames show one person: each is compared with the mean of the others. Not with the mean of all, in which
 * it sits itself: of two strangers each would resemble that.
 */
final class Consistency {
    private Consistency() {}

    /** @param threshold the score from which two frames of one sitting count as one person's */
    static boolean onePerson(List<Embedding> frames, double threshold) {
        if (frames.size() < 2) {
            return true;
        }
        for (int i = 0; i < frames.size(); i++) {
            List<Embedding> others = new ArrayList<>(frames);
            Embedding one = others.remove(i);
            try (Embedding rest = Embedding.mean(others)) {
                if (one.similarity(rest) < threshold) {
                    return false;
                }
            }
        }
        return true;
    }
}
