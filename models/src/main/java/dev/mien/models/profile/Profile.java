package dev.mien.models.profile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must be obtained for one profile.
 *
 * @param title one line for people
 * @param borrowed names of other profiles some of whose models this one uses; they must be installed, too
 * @param artifacts models first, photos after them, in the profile's order
 * @param documents files that are installed as they are: the profile itself and its calibration
 */
public record Profile(
        String name,
        String title,
        Set<String> borrowed,
        Map<String, Source> sources,
        List<Artifact> artifacts,
        List<Document> documents) {

    public Profile {
        Checks.plainFileName(name, "name");
        requireNonNull(title);
        borrowed = Set.copyOf(borrowed);
        sources = Map.copyOf(sources);
        artifacts = List.copyOf(artifacts);
        documents = List.copyOf(documents);
        for (Artifact artifact : artifacts) {
            requireSource(sources, artifact, artifact.source().from());
            if (artifact.source().describedBy().isPresent()) {
                requireSource(sources, artifact, artifact.source().describedBy().get());
            }
        }
    }

    private static void requireSource(Map<String, Source> sources, Artifact artifact, String source) {
        if (!sources.containsKey(source)) {
            throw new InvalidProfile("%s: there is no source %s".formatted(artifact.file(), source));
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
