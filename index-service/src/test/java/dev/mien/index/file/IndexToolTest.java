package dev.mien.index.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.platform.indexfile.IndexFileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexToolTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final String key = text(SampleFile.key());

    @TempDir
    private Path folder;

    private Path file;
    private Path keyFile;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(folder.resolve("a.index"), SampleFile.bytes());
        keyFile = Files.writeString(folder.resolve("a.key"), key + "\n");
    }

    @Test
    void inspectNeedsNoKey() throws IOException {
        assertThat(run(null, "inspect", file.toString())).isZero();

        JsonNode told = new ObjectMapper().readTree(said(out));
        assertThat(told.get("ledgerNumber").longValue()).isEqualTo(42);
        assertThat(told.get("head").get("number").longValue()).isEqualTo(17);
        assertThat(told.get("keyVersion").textValue()).isEqualTo("3");
    }

    @Test
    void verifySaysHowManyThereAre() {
        assertThat(run(null, "verify", file.toString(), "--key-file", keyFile.toString()))
                .isZero();
        assertThat(said(out)).contains("whole: 3 templates");
        assertThat(run(key, "verify", file.toString())).isZero();
    }

    @Test
    void decryptWritesALineForEachTemplateThatNobodyElseCanRead() throws IOException {
        Path into = folder.resolve("clear.jsonl");

        assertThat(run(key, "decrypt", file.toString(), "--out", into.toString()))
                .isZero();

        // Breaks when the file is made for everybody and closed to others afterwards, or not at all.
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(into)))
                .isEqualTo("rw-------");
        List<String> lines = Files.readAllLines(into);
        assertThat(lines).hasSize(3);
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.get("facialId").textValue())
                .isEqualTo(SampleFile.PEOPLE.get(1).toString());
        assertThat(second.get("state").textValue()).isEqualTo("paused");
        float[] face = new MadeUpFace(2).vector().expose();
        assertThat(second.get("vector")).hasSize(face.length);
        assertThat(second.get("vector").get(5).floatValue()).isEqualTo(face[5]);
        JsonNode third = new ObjectMapper().readTree(lines.get(2));
        assertThat(third.get("occasions").get(1).get("day").textValue()).isEqualTo("2026-05-06");
        // Not over something that is there.
        assertThat(run(key, "decrypt", file.toString(), "--out", into.toString()))
                .isOne();
        assertThat(said(errors)).contains("already");
    }

    @Test
    void whatCannotBeReadToItsEndIsNotKept() throws IOException {
        byte[] whole = SampleFile.bytes();
        Files.write(file, Arrays.copyOf(whole, whole.length - 10));
        Path into = folder.resolve("clear.jsonl");

        assertThat(run(key, "decrypt", file.toString(), "--out", into.toString()))
                .isOne();

        // Breaks when the first templates stay where the last are missing: nobody would notice.
        assertThat(into).doesNotExist();
        assertThat(said(errors)).contains("ends early");
    }

    @Test
    void decryptWithoutAFileWritesTheSameLines() {
        assertThat(run(key, "decrypt", file.toString())).isZero();
        assertThat(said(out).lines()).hasSize(3);
    }

    @Test
    void whatCouldNotBeWrittenIsNotDone() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        // Breaks when nobody asks the stream: it swallows what went wrong, and half of the templates would
        // look like all.
        assertThat(IndexTool.run(
                        new PrintStream(full, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8),
                        key,
                        "decrypt",
                        file.toString()))
                .isOne();
        assertThat(said(errors)).contains("not whole");
    }

    @Test
    void aHeaderGivesATerminalNoOrders() throws IOException {
        byte[] header = ("{\"file\":\"00000000-0000-0001-0000-000000000002\",\"application\":"
                        + "\"00000000-0000-0003-0000-000000000004\",\"created\":\"2026-07-08T09:10:11Z\",\"head\":{},"
                        + "\"keyVersion\":\"\u009b2J\",\"keyCheck\":\"00\",\"profiles\":[],\"search\":{}}")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(file, IndexFileFormat.opening(header));

        assertThat(run(null, "inspect", file.toString())).isZero();

        // Breaks when texts are printed as they are: in many terminals this one clears the screen.
        assertThat(said(out)).contains("\\u009B2J").doesNotContain("\u009b");
    }

    @Test
    void everyTroubleIsToldInASentence() {
        assertThat(complaint(null, "verify", file.toString())).contains("MIEN_INDEX_KEY");
        // Breaks when a key is taken as an argument: everybody on the machine sees those.
        assertThat(complaint(null, "verify", file.toString(), "--key", key)).contains("--key-file");
        assertThat(complaint(text(SampleFile.key(9)), "verify", file.toString()))
                .contains("key is not that of file");
        assertThat(complaint("nonsense", "verify", file.toString())).contains("no key of an index file");
        assertThat(complaint(key, "verify", folder.resolve("none").toString())).contains("There is no file");
        assertThat(complaint(key, "verify", keyFile.toString())).contains("no index file");
        assertThat(complaint(key, "inspect")).contains("FILE is missing");
        assertThat(complaint(key, "look", file.toString())).contains("inspect, verify or decrypt");
        assertThat(complaint(key, "verify", file.toString(), "--out", "x")).contains("'--out' cannot be used");
    }

    private String complaint(String environmentKey, String... arguments) {
        errors.reset();
        assertThat(run(environmentKey, arguments)).isOne();
        return said(errors);
    }

    private int run(String environmentKey, String... arguments) {
        return IndexTool.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                environmentKey,
                arguments);
    }

    private static String said(ByteArrayOutputStream to) {
        return to.toString(StandardCharsets.UTF_8);
    }

    private static String text(FileKey key) {
        try (key) {
            return key.text();
        }
    }
}
