package dev.mien.models.install;

import static java.util.Objects.requireNonNull;

import dev.mien.models.profile.Artifact;
import dev.mien.models.profile.Profile;
import dev.mien.models.profile.Profile.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The files of one profile in one folder: where each lies, and which of them are right. */
public final class Installation {

    private final Profile profile;
    private final Path folder;

    public Installation(Profile profile, Path folder) {
        this.profile = requireNonNull(profile);
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** How a file is found. */
    public enum State {
        RIGHT,
        MISSING,
        /** There is one, with another content. */
        WRONG
    }

    public record Found(Path path, State state) {}

    /** Every file, in the profile's order, by reading all of them. */
    public List<Found> look() throws IOException {
        List<Found> found = new java.util.ArrayList<>();
        for (Artifact artifact : profile.artifacts()) {
            found.add(new Found(path(artifact), state(artifact)));
        }
        for (Document document : profile.documents()) {
            found.add(new Found(path(document), state(document)));
        }
        return found;
    }

    Path folder() {
        return folder;
    }

    Path path(Artifact artifact) {
        return folder.resolve(artifact.folder()).resolve(artifact.file());
    }

    Path path(Document document) {
        return folder.resolve(profile.name()).resolve(document.file());
    }

    State state(Artifact artifact) throws IOException {
        Path path = path(artifact);
        if (!Files.isRegularFile(path)) {
            return State.MISSING;
        }
        return artifact.sha256().matches(path) ? State.RIGHT : State.WRONG;
    }

    State state(Document document) throws IOException {
        Path path = path(document);
        if (!Files.isRegularFile(path)) {
            return State.MISSING;
        }
        return Arrays.equals(Files.readAllBytes(path), document.content()) ? State.RIGHT : State.WRONG;
    }
}
