package dev.mien.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.contracts.context.Policy;
import dev.mien.platform.problem.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelProfilesTest {
    private static final List<String> PREFERRED = List.of("accurate", "standard");

    @TempDir
    Path models;

    @Test
    void aNewApplicationGetsTheBestThatIsInstalled() throws Exception {
        install("standard");
        assertThat(initial(null).profile()).isEqualTo("standard");

        install("own");
        install("accurate");

        // Breaks when the first by name, the last installed, or always the same is taken.
        assertThat(initial(null).profile()).isEqualTo("accurate");
        assertThat(installed().all()).containsExactly("accurate", "standard", "own");
    }

    @Test
    void anApplicationCanChooseAnyThatIsInstalledAndNoOther() throws Exception {
        install("accurate");
        install("own");

        assertThat(initial("own").profile()).isEqualTo("own");
        assertThatThrownBy(() -> initial("standard"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("accurate, own");
    }

    @Test
    void anApplicationKeepsTheProfileThatItWasCreatedWith() throws Exception {
        install("standard");
        Policy policy = initial(null);
        install("accurate");

        // Breaks when a change of anything else moves templates to a profile that they cannot be compared in.
        assertThat(new Policies(installed()).changed(policy, change(null)).profile())
                .isEqualTo("standard");
        assertThatThrownBy(() -> new Policies(installed()).changed(policy, change("accurate")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void halfAnInstallationIsNotOffered() throws Exception {
        install("standard");
        Files.createDirectories(models.resolve("accurate"));

        // Breaks when a folder counts before the model tool has written its profile, which it does last.
        assertThat(installed().all()).containsExactly("standard");
    }

    @Test
    void whatTheOperatorNamesIsAllThatThereIs() throws Exception {
        install("accurate");

        // Breaks when what index-service was told not to load is offered all the same.
        assertThat(new ModelProfiles(Optional.of(List.of("standard")), Optional.of(models), PREFERRED).all())
                .containsExactly("standard");
        assertThat(new ModelProfiles(Optional.empty(), Optional.empty(), PREFERRED).best())
                .isEqualTo("standard");
    }

    private ModelProfiles installed() {
        return new ModelProfiles(Optional.empty(), Optional.of(models), PREFERRED);
    }

    private Policy initial(String profile) {
        return new Policies(installed()).initial(change(profile));
    }

    private static PolicyChange change(String profile) {
        return new PolicyChange(
                null, null, "none", null, null, null, null, null, null, null, null, null, profile, null, null, null);
    }

    private void install(String profile) throws IOException {
        Files.writeString(
                Files.createDirectories(models.resolve(profile)).resolve(profile + ".yaml"), "name: " + profile);
    }
}
