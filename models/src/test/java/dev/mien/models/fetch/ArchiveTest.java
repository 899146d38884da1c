package dev.mien.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final String LONG_NAME = "package/" + "folder/".repeat(14) + "file";

    @TempDir
    Path folder;

    private final Map<String, byte[]> members = new LinkedHashMap<>();

    {
        members.put("package/first", new byte[] {1, 2, 3});
        members.put("package/block", new byte[512]);
        members.put(LONG_NAME, new byte[] {4});
        members.put("package/last", new byte[] {5, 6});
    }

    @Test
    void onlyWhatIsAskedForIsRead() throws Exception {
        Map<String, byte[]> read = Archive.read(written(Tgz.of(members)), Set.of("package/last", LONG_NAME));

        // Breaks when a member that fills its block is skipped with one block too many, or long names are cut.
        assertThat(read).containsOnlyKeys("package/last", LONG_NAME);
        assertThat(read.get("package/last")).containsExactly(5, 6);
        assertThat(read.get(LONG_NAME)).containsExactly(4);
    }

    @Test
    void aMissingMemberIsNamed() throws Exception {
        Path tgz = written(Tgz.of(members));

        assertThatThrownBy(() -> Archive.read(tgz, Set.of("package/other")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("package/other");
    }

    @Test
    void anArchiveThatIsCutOffIsRefused() throws Exception {
        byte[] whole = Tgz.of(members);
        Path tgz = written(Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> Archive.read(tgz, Set.of("package/last")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void whatIsNoArchiveIsRefused() throws Exception {
        Path tgz = written(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

        assertThatThrownBy(() -> Archive.read(tgz, Set.of("package/last")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("damaged");
    }

    private Path written(byte[] content) throws IOException {
        return Files.write(folder.resolve("test.tgz"), content);
    }
}
