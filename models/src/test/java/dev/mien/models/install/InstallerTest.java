package dev.mien.models.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.models.fetch.Download;
import dev.mien.models.fetch.NpmClient;
import dev.mien.models.fetch.Tgz;
import dev.mien.models.fetch.Unavailable;
import dev.mien.models.fetch.Upstream;
import dev.mien.models.profile.Artifact;
import dev.mien.models.profile.Conversion;
import dev.mien.models.profile.Digest;
import dev.mien.models.profile.Extract;
import dev.mien.models.profile.Profile;
import dev.mien.models.profile.Profile.Document;
import dev.mien.models.profile.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {

    private static final byte[] FIRST = "first model".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = "second model".getBytes(StandardCharsets.UTF_8);
    private static final String ANY_SHA_256 = "0".repeat(64);
    private static final String ANY_SHA_512 = "sha512-" + "A".repeat(86) + "==";

    @TempDir
    Path temporary;

    private Path mirror;
    private Path folder;
    private Profile profile;
    private Installation installation;

    @BeforeEach
    void twoPackagesOfOneModelEach() throws IOException {
        mirror = Files.createDirectories(temporary.resolve("mirror"));
        folder = temporary.resolve("models");
        profile = profile(SECOND);
        installation = new Installation(profile, folder);
    }

    @Test
    void everyFileIsInstalledAndTheProfileLast() throws Exception {
        int written = install(false);

        assertThat(written).isEqualTo(3);
        assertThat(folder.resolve("test/first.onnx")).hasBinaryContent(FIRST);
        assertThat(folder.resolve("test/second.onnx")).hasBinaryContent("model".getBytes(StandardCharsets.UTF_8));
        assertThat(folder.resolve("test/test.yaml")).hasContent("name: test");
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws Exception {
        install(false);
        deleteMirror();

        // Breaks when anything is fetched: there is nothing left to fetch it from.
        assertThat(install(false)).isZero();
    }

    @Test
    void aDamagedFileIsReplacedAndOnlyThatOne() throws Exception {
        install(false);
        Files.writeString(folder.resolve("test/first.onnx"), "damaged");
        Files.delete(mirror.resolve("second-1.0.0.tgz"));

        assertThat(install(false)).isEqualTo(1);
        assertThat(folder.resolve("test/first.onnx")).hasBinaryContent(FIRST);
    }

    @Test
    void anInterruptedInstallationGoesOnWhereItStopped() throws Exception {
        Path away = temporary.resolve("away");
        Files.move(mirror.resolve("second-1.0.0.tgz"), away);
        assertThatThrownBy(() -> install(false)).isInstanceOf(Unavailable.class);
        assertThat(folder.resolve("test/first.onnx")).exists();
        assertThat(folder.resolve("test/test.yaml")).doesNotExist();
        Files.move(away, mirror.resolve("second-1.0.0.tgz"));
        Files.delete(mirror.resolve("first-1.0.0.tgz"));

        assertThat(install(false)).isEqualTo(2);
    }

    @Test
    void aResultWithAnotherHashIsNotInstalled() throws Exception {
        Profile wrong = new Profile(
                "test",
                "",
                Set.of(),
                Map.of("second", source("second", archive(SECOND))),
                List.of(artifact("second", Digest.parse(ANY_SHA_256))),
                List.of());

        // Breaks when the result is believed because its source was right.
        assertThatThrownBy(() -> installer().complete(wrong, new Installation(wrong, folder), false))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("another hash")
                .hasMessageContaining(ANY_SHA_256);
        assertThat(folder.resolve("test/second.onnx")).doesNotExist();
    }

    @Test
    void nothingIsLeftBesideTheFilesEvenOfAKilledRun() throws Exception {
        Files.createDirectories(folder.resolve(".incoming/part-0"));
        Files.writeString(folder.resolve(".incoming/part-0/half.onnx"), "half");

        install(false);

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .doesNotContain(".incoming")
                    .contains("test");
        }
    }

    @Test
    void onDemandEverythingIsObtainedAgain() throws Exception {
        install(false);

        assertThat(install(true)).isEqualTo(3);
    }

    private int install(boolean all) throws Unavailable, IOException {
        return installer().complete(profile, installation, all);
    }

    private Installer installer() {
        Upstream upstream = new Upstream(Optional.of(mirror), new NpmClient("no-such-npm"), new Download(), _ -> {});
        return new Installer(upstream, _ -> {});
    }

    private Profile profile(byte[] second) throws IOException {
        byte[] firstArchive = archive(FIRST);
        byte[] secondArchive = archive(second);
        Files.write(mirror.resolve("first-1.0.0.tgz"), firstArchive);
        Files.write(mirror.resolve("second-1.0.0.tgz"), secondArchive);
        byte[] lastWord = "model".getBytes(StandardCharsets.UTF_8);
        return new Profile(
                "test",
                "",
                Set.of(),
                Map.of("first", source("first", firstArchive), "second", source("second", secondArchive)),
                List.of(
                        new Artifact(
                                "test",
                                "first.onnx",
                                sha256(FIRST),
                                Extract.member("first", "package/model"),
                                new Conversion.None()),
                        artifact("second", sha256(lastWord))),
                List.of(new Document("test.yaml", "name: test".getBytes(StandardCharsets.UTF_8))));
    }

    /** The last word of the member. */
    private static Artifact artifact(String source, Digest sha256) {
        Extract part = new Extract(
                source,
                Optional.of("package/model"),
                Optional.of(7L),
                Optional.of(5L),
                Optional.empty(),
                Optional.empty());
        return new Artifact("test", source + ".onnx", sha256, part, new Conversion.None());
    }

    private static byte[] archive(byte[] model) {
        return Tgz.of(Map.of("package/model", model));
    }

    private static Source source(String name, byte[] archive) {
        return new Source.Npm(
                name, "1.0.0", Digest.parse(Digest.parse(ANY_SHA_512).of(archive)));
    }

    private static Digest sha256(byte[] content) {
        return Digest.parse(Digest.parse(ANY_SHA_256).of(content));
    }

    private void deleteMirror() throws IOException {
        Files.delete(mirror.resolve("first-1.0.0.tgz"));
        Files.delete(mirror.resolve("second-1.0.0.tgz"));
    }
}
