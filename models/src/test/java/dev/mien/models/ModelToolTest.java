package dev.mien.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelToolTest {

    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void profilesAreListedWithTheirTitle() {
        assertThat(run("list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("standard: ");
    }

    @Test
    void whatIsNotUnderstoodIsAnsweredWithTheUsage() {
        assertThat(run("pull")).isEqualTo(2);
        assertThat(run("pull", "standard", "--into")).isEqualTo(2);
        assertThat(run("verify", "standard", "--force")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage:");
    }

    @Test
    void anUnknownProfileIsAnsweredWithThoseThereAre() {
        assertThat(run("pull", "other")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("other").contains("standard");
    }

    @Test
    void verifyingAnEmptyFolderNamesWhatIsMissing() {
        assertThat(run("verify", "standard")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("missing " + home.resolve("models/standard/face_recognition_128.onnx"));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("pull standard");
    }

    @Test
    void aProfileThatBorrowsIsThereOnlyWithWhatItBorrows() {
        // Breaks when a profile counts as complete whose mesh was never installed.
        assertThat(run("verify", "accurate")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("missing " + home.resolve("models/standard/face_landmark_468.onnx"))
                .contains("missing " + home.resolve("models/accurate/face-reidentification-retail-0095.onnx"));
    }

    private int run(String... arguments) {
        return new ModelTool(
                        Map.of("MIEN_HOME", home.toString()),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }
}
