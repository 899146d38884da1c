package dev.mien.index.detect;

import java.util.List;

/**
 * All that a picture shows.
 *
 * @param faces the largest first
 * @param more whether there are smaller ones that were not looked at
 */
public record Faces(List<Face> faces, boolean more) {
    public Faces {
        faces = List.copyOf(faces);
    }
}
