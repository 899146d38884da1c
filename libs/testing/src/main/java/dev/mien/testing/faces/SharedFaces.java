package dev.mien.testing.faces;

import dev.mien.testing.jvm.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Folders of photos: the reference set {@code shared/faces} beside the repository (or where the system property or
 * environment says), which not every machine has, and the samples that the model tool installs.
 */
public final class SharedFaces {
    /** System property that names the folder; the environment's {@value #ENVIRONMENT} is the second choice. */
    public static final String PROPERTY = "mien.shared.faces";

    static final String ENVIRONMENT = "MIEN_SHARED_FACES";

    private SharedFaces() {}

    /** The reference set, if this machine has it. */
    public static Optional<Path> find() {
        var configured = System.getProperty(PROPERTY, System.getenv(ENVIRONMENT));
        var folder = configured == null ? besideRepository() : Optional.of(Path.of(configured));
        return folder.filter(Files::isDirectory);
    }

    /** For {@code assumeThat(…)}: why a test about the reference set cannot run here. */
    public static String absence() {
        return "shared/faces is not on this machine; -D" + PROPERTY + " or " + ENVIRONMENT + " names its folder";
    }

    /** The photos that {@code ./mien models pull standard} installs: {@code sample1.jpg} to {@code sample6.jpg}. */
    public static Path samples() {
        return TestHome.mienHome().resolve("models").resolve("samples");
    }

    /** Tests run in their module's folder, so the repository's root is the nearest one upward with {@code mien}. */
    private static Optional<Path> besideRepository() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mien")) && Files.exists(folder.resolve("local-stack"))) {
                return Optional.ofNullable(folder.resolveSibling("shared").resolve("faces"));
            }
        }
        return Optional.empty();
    }
}
