package dev.mien.index.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.testing.postgres.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LoadBenchTest {
    @Test
    void rowsAreSealedAndLoadedAndEveryPartIsTold() throws Exception {
        // Breaks when rows are no longer sealed as services seal them: the replica would not be level, and it throws.
        // Or when a part is not measured: it would be told as NaN.
        TestPostgres.Fresh fresh = TestPostgres.freshDatabase();
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        try (LoadedDatabase database = LoadedDatabase.connect(
                fresh.url(), fresh.database().name(), fresh.database().password())) {
            new LoadBench(new PrintStream(said, true, StandardCharsets.UTF_8), database, 1_500).measure();
        } finally {
            fresh.drop();
        }

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("1,500 sealed rows", "a first time:", "once more:", "(target 60 ")
                .containsPattern("reading rows [0-9.]+ s")
                .containsPattern("opening rows [0-9.]+ s")
                .containsPattern("encoding [0-9.]+ s")
                .containsPattern("inserting without that -?[0-9.]+ s");
    }
}
