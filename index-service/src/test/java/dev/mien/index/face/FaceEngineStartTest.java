package dev.mien.index.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.index.own.OwnProfile;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.ProfileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which profiles a start loads, and which it refuses. */
class FaceEngineStartTest {

    @TempDir
    Path models;

    @BeforeEach
    void oneProfileIsInstalled() throws Exception {
        OwnProfile.install(models);
    }

    @Test
    void productionRefusesAProfileWhoseLicenceNobodyAcknowledged() {
        // Breaks when a forgotten setting counts as consent, or the sentence leaves out what to do.
        assertThatThrownBy(() -> start("production", Set.of("another")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("own")
                .hasMessageContaining("MIT")
                .hasMessageContaining("add own to mien.models.acknowledged");
    }

    @Test
    void whateverIsNotTheLocalStackIsProduction() {
        assertThatThrownBy(() -> start("staging", Set.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAcknowledgedProfileIsLoaded() {
        assertThat(start("production", Set.of("own")))
                .extracting(ModelProfile::name)
                .containsExactly("own");
    }

    @Test
    void theLocalStackAsksForNothing() {
        assertThat(start("local", Set.of())).extracting(ModelProfile::name).containsExactly("own");
    }

    @Test
    void halfAnInstallationIsNoProfile() throws Exception {
        // Breaks when a folder counts before its profile was written, which the model tool does last.
        Files.createDirectories(models.resolve("unfinished"));
        Files.createDirectories(models.resolve("samples"));

        assertThat(start("local", Set.of())).extracting(ModelProfile::name).containsExactly("own");
    }

    @Test
    void anEmptyDirectorySaysWhatToDo() {
        assertThatThrownBy(() -> FaceEngineStart.profiles(settings(models.resolve("empty"), Set.of()), "local"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("mien.models.directory")
                .hasMessageContaining("models pull");
    }

    private List<ModelProfile> start(String deployment, Set<String> acknowledged) {
        return FaceEngineStart.profiles(settings(models, acknowledged), deployment);
    }

    private static FaceSettings settings(Path directory, Set<String> acknowledged) {
        return new FaceSettings() {
            @Override
            public Path directory() {
                return directory;
            }

            @Override
            public Optional<List<String>> profiles() {
                return Optional.empty();
            }

            @Override
            public Optional<Set<String>> acknowledged() {
                return Optional.of(acknowledged);
            }

            @Override
            public OptionalInt workers() {
                return OptionalInt.empty();
            }

            @Override
            public int waiting() {
                return 64;
            }
        };
    }
}
