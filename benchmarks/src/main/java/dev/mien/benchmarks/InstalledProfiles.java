package dev.mien.benchmarks;

import dev.mien.stack.layout.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;

/** The model profiles that a home has: each can be measured. */
final class InstalledProfiles {
    private InstalledProfiles() {}

    /** Their names, {@code standard} before {@code accurate}. */
    static List<String> of(Home home) throws IOException {
        try (var folders = Files.list(home.models())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> Files.exists(home.models().resolve(name).resolve(name + ".yaml")))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
