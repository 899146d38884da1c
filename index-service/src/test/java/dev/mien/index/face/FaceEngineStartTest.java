package dev.mien.index.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.index.own.OwnProfile;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.ProfileException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    void whatNobodySetsHasItsDefault() {
        FaceSettings settings = settings(models, Set.of());

        // Breaks when a default changes, or a setting is renamed.
        assertThat(settings.profiles()).isEmpty();
        assertThat(settings.acknowledged()).isEmpty();
        assertThat(settings.workers()).isEmpty();
        assertThat(settings.waiting()).isEqualTo(64);
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

    /** By their names, as an operator gives them. */
    private static FaceSettings settings(Path directory, Set<String> acknowledged) {
        Map<String, String> properties = new HashMap<>();
        properties.put("mien.models.directory", directory.toString());
        if (!acknowledged.isEmpty()) {
            properties.put("mien.models.acknowledged", String.join(",", acknowledged));
        }
        return new SmallRyeConfigBuilder()
                .withMapping(FaceSettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(FaceSettings.class);
    }
}
