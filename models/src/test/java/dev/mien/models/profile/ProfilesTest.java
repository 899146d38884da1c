package dev.mien.models.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProfilesTest {

    private static final String SMALL = """
            name: small
            card: {title: A small one}
            roles:
              embed:
                file: embed.onnx
                sha256: "%s"
                source: {from: upstream, member: package/model.tflite}
                convert: {kind: tflite}
            calibration: small.json
            sources:
              upstream: {kind: npm, package: "@scope/name", version: 1.2.3, integrity: "sha512-%s=="}
            """.formatted("0".repeat(64), "A".repeat(86));

    @Test
    void theIndexNamesEveryProfileOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("profiles"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .map(name -> name.replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(Profiles.names());
        }
    }

    @Test
    void everyProfileCanBeRead() {
        assertThat(Profiles.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Profiles.named(name))
                        .hasValueSatisfying(
                                profile -> assertThat(profile.name()).isEqualTo(name)));
    }

    @Test
    void whatTheServicesReadIsPassedOver() {
        Profile profile = read(SMALL + "alignment: {size: 150}\n");

        assertThat(profile.artifacts()).hasSize(1);
    }

    @Test
    void aPackageThatIsAnOptionOfNpmIsRefused() {
        // Breaks when the name goes to the command line unchecked.
        assertThatThrownBy(() -> read(SMALL.replace("@scope/name", "--registry=elsewhere")))
                .hasRootCauseInstanceOf(InvalidProfile.class)
                .rootCause()
                .hasMessageContaining("package");
    }

    @Test
    void aVersionRangeIsRefused() {
        assertThatThrownBy(() -> read(SMALL.replace("1.2.3", "^1.2.3")))
                .rootCause()
                .isInstanceOf(InvalidProfile.class)
                .hasMessageContaining("version");
    }

    @Test
    void aFileOutsideItsFolderIsRefused() {
        assertThatThrownBy(() -> read(SMALL.replace("file: embed.onnx", "file: ../embed.onnx")))
                .isInstanceOf(InvalidProfile.class)
                .hasMessageContaining("file");
    }

    @Test
    void aWeakHashIsRefused() {
        assertThatThrownBy(() -> read(SMALL.replace("sha512-", "sha1-")))
                .rootCause()
                .isInstanceOf(InvalidProfile.class)
                .hasMessageContaining("sha1-");
    }

    @Test
    void aModelWithoutHashIsRefused() {
        assertThatThrownBy(() -> read(SMALL.replace("sha256: ", "sha: ")))
                .isInstanceOf(InvalidProfile.class)
                .hasMessageContaining("embed.onnx: sha256 is missing");
    }

    @Test
    void anUnknownSourceIsNamed() {
        assertThatThrownBy(() -> read(SMALL.replace("from: upstream", "from: elsewhere")))
                .isInstanceOf(InvalidProfile.class)
                .hasMessageContaining("elsewhere");
    }

    private static Profile read(String yaml) {
        return ProfileYaml.read(yaml.getBytes(StandardCharsets.UTF_8), _ -> new byte[0]);
    }
}
