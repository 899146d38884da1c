package dev.mien.gateway.policy;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The model profiles that an application can have, as they were when this service started. They are those that
 * index-service loads, so both are told the same.
 */
@ApplicationScoped
public class ModelProfiles {
    /** What every installation has, and what is offered where nobody says which there are. */
    private static final String ALWAYS = "standard";

    private final List<String> bestFirst;

    /**
     * @param named the profiles that there are; empty: those that are installed
     * @param directory where they are installed: each in a folder of its name, with a YAML file of its name
     * @param preferred the best first; others come after them, by name
     */
    public ModelProfiles(
            @ConfigProperty(name = "mien.models.profiles") Optional<List<String>> named,
            @ConfigProperty(name = "mien.models.directory") Optional<Path> directory,
            @ConfigProperty(name = "mien.models.preferred") List<String> preferred) {
        List<String> there =
                named.orElseGet(() -> directory.map(ModelProfiles::installed).orElse(List.of()));
        List<String> ordered = new ArrayList<>(preferred);
        ordered.retainAll(there);
        there.stream().filter(name -> !ordered.contains(name)).sorted().forEach(ordered::add);
        this.bestFirst = ordered.isEmpty() ? List.of(ALWAYS) : List.copyOf(ordered);
    }

    /** What a new application gets when it does not say which. */
    public String best() {
        return bestFirst.getFirst();
    }

    /** All that can be chosen, the best first; never empty. */
    public List<String> all() {
        return bestFirst;
    }

    private static List<String> installed(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> Files.isRegularFile(directory.resolve(name).resolve(name + ".yaml")))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("mien.models.directory cannot be read", unreadable);
        }
    }
}
