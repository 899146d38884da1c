package dev.mien.contracts.index;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is on one picture. Nothing of it is stored.
 *
 * @param profile the model profile that looked
 * @param faces the largest first; empty where there is none
 * @param more whether there are more faces, smaller ones, which were not looked at
 * @param unavailable which members of each face are null, and why: one sentence by the member's name
 */
public record PhotoAnalysis(String profile, List<PhotoFace> faces, boolean more, Map<String, String> unavailable) {
    public PhotoAnalysis {
        Objects.requireNonNull(profile, "profile");
        faces = List.copyOf(faces);
        unavailable = Map.copyOf(unavailable);
    }
}
