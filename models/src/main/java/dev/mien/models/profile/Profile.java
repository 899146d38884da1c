package dev.mien.models.profile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * What must be obtained for one profile.
 *
 * @param title one line for people
 * @param artifacts models first, photos after them, in the profile's order
 * @param documents files that are installed as they are: the profile itself and its calibration
 */
public record Profile(
        String name, String title, Map<String, Source> sources, List<Artifact> artifacts, List<Document> documents) {

    public Profile {
        Checks.plainFileName(name, "name");
        requireNonNull(title);
        sources = Map.copyOf(sources);
        artifacts = List.copyOf(artifacts);
        documents = List.copyOf(documents);
        for (Artifact artifact : artifacts) {
            if (!sources.containsKey(artifact.source().from())) {
                throw new InvalidProfile("%s: there is no source %s"
                        .formatted(artifact.file(), artifact.source().from()));
            }
        }
    }

    /** A file with its content. */
    @SuppressWarnings("ArrayRecordComponent") // written once, compared by nobody
    public record Document(String file, byte[] content) {
        public Document {
            Checks.plainFileName(file, "file");
        }
    }
}
