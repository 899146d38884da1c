package dev.mien.models.standard;

import dev.mien.models.fetch.Download;
import dev.mien.models.fetch.NpmClient;
import dev.mien.models.fetch.Unavailable;
import dev.mien.models.fetch.Upstream;
import dev.mien.models.install.Installation;
import dev.mien.models.install.Installer;
import dev.mien.models.profile.Profile;
import dev.mien.models.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The profile's models, converted by the code under test. The packages come by npm, from its cache when the models were
 * pulled on this machine before.
 */
final class StandardModels {

    private static final Path FOLDER = Path.of("target", "standard-models");

    private StandardModels() {}

    static Profile profile() {
        return Profiles.named("standard").orElseThrow();
    }

    /** Converts once for all tests of a run; a failure is a failure of the tests, never a reason to skip them. */
    static Path folder() {
        return Converted.FOLDER;
    }

    static byte[] model(String file) throws IOException {
        return Files.readAllBytes(folder().resolve("standard").resolve(file));
    }

    private static final class Converted {

        static final Path FOLDER = convert();

        private static Path convert() {
            Profile profile = profile();
            Upstream upstream = new Upstream(
                    Optional.ofNullable(System.getenv(Upstream.MIRROR)).map(Path::of),
                    new NpmClient("npm"),
                    new Download(),
                    System.out::println);
            try {
                new Installer(upstream, System.out::println)
                        .complete(profile, new Installation(profile, StandardModels.FOLDER), true);
                return StandardModels.FOLDER;
            } catch (Unavailable | IOException failed) {
                throw new AssertionError(failed.getMessage(), failed);
            }
        }
    }
}
