package dev.mien.models.profile;

import static java.util.Objects.requireNonNull;

/**
 * One file that belongs to a profile.
 *
 * @param folder the folder under the one that models are installed in
 * @param sha256 of the finished file, so that every installation anywhere computes with the same weights
 */
public record Artifact(String folder, String file, Digest sha256, Extract source, Conversion convert) {

    public Artifact {
        requireNonNull(folder);
        Checks.plainFileName(file, "file");
        Checks.present(sha256, file + ": sha256");
        Checks.present(source, file + ": source");
        Checks.present(convert, file + ": convert");
    }
}
