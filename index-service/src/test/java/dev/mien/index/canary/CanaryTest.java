package dev.mien.index.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.Node;
import dev.mien.index.intake.Child;
import dev.mien.index.intake.Needles;
import dev.mien.index.search.GalleryMemory;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.SealedTemplate;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * E3: after an erasure nothing of a template is left in a process's memory, its heap, or the files of its database.
 * Each form of it is found there first.
 */
class CanaryTest {
    private static final int WINDOW = 32;
    /**
     * Of the eight words of a sketch: one that a register held when it was saved may stay in the part of a thread's
     * stack that nobody uses any more. No Java code can overwrite it, and it is not the sketch.
     */
    private static final int STRAY_WORDS = 1;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId facialId = new FacialId(UUID.randomUUID());
    private Cluster cluster;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        cluster = new Cluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void nothingIsLeftInMemory() throws Exception {
        // Breaks when a gallery only forgets a face (Segment.zero), when vectors, queries or what is made of them on
        // the way are not overwritten on close, or when a plain text stays in a buffer.
        Process process = person();
        try (var said = process.inputReader(StandardCharsets.UTF_8)) {
            assumeTrue(
                    Files.isReadable(Path.of("/proc", Long.toString(process.pid()), "mem")),
                    "this machine lets nobody look into another process's memory");
            await(said, "enrolled");
            Forms forms = forms();
            // While they are needed they are there, in each form, and we do find them.
            assertThat(forms.floats().foundIn(process.pid())).isEqualTo(forms.count());
            assertThat(forms.rows().foundIn(process.pid())).isEqualTo(forms.rowCount());
            assertThat(forms.sketches().foundIn(process.pid())).isEqualTo(forms.sketchCount());

            tell(process, 'n');

            await(said, "erased");
            SoftAssertions left = new SoftAssertions();
            left.assertThat(forms.floats().foundIn(process.pid())).as("floats").isZero();
            left.assertThat(forms.bigEndian().foundIn(process.pid()))
                    .as("floats in the order in which they are sealed")
                    .isZero();
            left.assertThat(forms.rows().foundIn(process.pid())).as("int8 row").isZero();
            left.assertThat(forms.sketches().foundIn(process.pid()))
                    .as("words of the sketch")
                    .isLessThanOrEqualTo(STRAY_WORDS);
            left.assertAll();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void nothingIsLeftInADumpOfTheHeap() throws Exception {
        // Breaks as the one above; a dump has numbers in the other order of bytes.
        Process process = person();
        try (var said = process.inputReader(StandardCharsets.UTF_8)) {
            await(said, "enrolled");
            Forms forms = forms();
            tell(process, 'd');
            await(said, "dumped");
            assertThat(forms.bigEndian().foundIn(List.of(dump()))).isEqualTo(forms.count());
            Files.delete(dump());

            tell(process, 'n');
            await(said, "erased");
            tell(process, 'd');
            await(said, "dumped");
            List<Path> dump = List.of(dump());
            assertThat(forms.bigEndian().foundIn(dump)).as("floats").isZero();
            assertThat(forms.rows().foundIn(dump)).as("int8 row").isZero();
            assertThat(forms.sketches().foundIn(dump)).as("sketch").isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void nothingIsLeftInTheFilesOfTheDatabase() throws Exception {
        // Not even the ciphertext, its key, or whose it was. Breaks when the purge leaves a row or a column, or when
        // PostgreSQL keeps samples of them for its statistics (V0131).
        Node node = cluster.node();
        for (int other = 1; other <= 20; other++) {
            node.enroll(application, new dev.mien.index.cluster.MadeUpFace(other), new FacialId(UUID.randomUUID()));
        }
        node.enroll(application, Person.FACE, facialId);
        SealedTemplate template = cluster.database()
                .write(tx -> tx.first(
                        "select sealed, wrapped_key, epoch from template where facial_id = ?",
                        row -> new SealedTemplate(row.getBytes(1), row.getBytes(2), row.getInt(3)),
                        facialId.value()))
                .orElseThrow();
        List<byte[]> ciphertext = windows(template.sealed());
        ciphertext.addAll(windows(template.wrappedKey()));
        ciphertext.add(uuid(facialId));
        Needles needles = new Needles(ciphertext);
        run("analyze");
        assertThat(needles.foundIn(cluster.fresh().files())).isEqualTo(ciphertext.size());

        cluster.purge(node, cluster.entry(application, facialId));

        run("vacuum full");
        assertThat(needles.foundIn(cluster.fresh().files())).isZero();
    }

    /** @param count of windows of the floats, in either order of bytes */
    private record Forms(
            Needles floats,
            Needles bigEndian,
            Needles rows,
            Needles sketches,
            int count,
            int rowCount,
            int sketchCount) {}

    /** As another replica has them: the rotation is the application's. */
    private Forms forms() {
        Node replica = cluster.node();
        replica.recognize(application, Person.FACE);
        try (FaceVector face = Person.FACE.vector()) {
            List<byte[]> little = windows(bytes(face, ByteOrder.LITTLE_ENDIAN));
            List<byte[]> big = windows(bytes(face, ByteOrder.BIG_ENDIAN));
            List<byte[]> row = windows(GalleryMemory.row(replica.galleries().getFirst(), face));
            List<byte[]> words = new ArrayList<>();
            byte[] sketch = GalleryMemory.sketch(replica.galleries().getFirst(), face);
            for (int at = 0; at < sketch.length; at += Long.BYTES) {
                words.add(Arrays.copyOfRange(sketch, at, at + Long.BYTES));
            }
            return new Forms(
                    new Needles(little),
                    new Needles(big),
                    new Needles(row),
                    new Needles(words),
                    little.size(),
                    row.size(),
                    words.size());
        }
    }

    private Process person() throws IOException {
        return Child.start(
                Person.class,
                cluster.fresh().url(),
                cluster.fresh().database().name(),
                cluster.fresh().database().password(),
                application.toString(),
                facialId.toString(),
                dump().toString());
    }

    private Path dump() {
        return folder.resolve("heap.hprof");
    }

    private static void tell(Process process, char step) throws IOException {
        process.getOutputStream().write(step);
        process.getOutputStream().flush();
    }

    /** What else it says is its log. */
    private static void await(BufferedReader said, String what) throws IOException {
        String line;
        do {
            line = said.readLine();
            assertThat(line).as("the process ended before it was " + what).isNotNull();
        } while (!line.equals(what));
    }

    private void run(String statement) throws SQLException {
        try (var connection = cluster.fresh().connect();
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private static byte[] uuid(FacialId id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .array();
    }

    private static byte[] bytes(FaceVector face, ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.allocate(face.dimensions() * Float.BYTES).order(order);
        for (float value : face.expose()) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private static List<byte[]> windows(byte[] all) {
        List<byte[]> windows = new ArrayList<>();
        for (int at = 0; at + WINDOW <= all.length; at += WINDOW) {
            windows.add(Arrays.copyOfRange(all, at, at + WINDOW));
        }
        return windows;
    }
}
