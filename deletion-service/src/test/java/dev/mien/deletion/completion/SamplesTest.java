package dev.mien.deletion.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.deletion.support.DeletionStack;
import dev.mien.platform.sql.Database;
import dev.mien.testing.postgres.Samples;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** E3, "gone from every database table": the ledger names people by hash, and the outbox only until it has told of them. */
@QuarkusTest
@DeletionStack
class SamplesTest {
    @Inject
    Database database;

    // Breaks when a column that names people is sampled (V0110).
    @Test
    void noSampleOfAPersonIsKept() {
        List<String> sampled = new ArrayList<>();
        List<String> sampledAfterAll = new ArrayList<>();

        // when: events that stay in the outbox for as long as it takes, which no relay sees
        assertThatExceptionOfType(Undone.class)
                .isThrownBy(() -> database.execute(tx -> {
                    tx.update("create temporary table erased as"
                            + " select gen_random_uuid() as facial_id from generate_series(1, 3)");
                    tx.update(Samples.toldOf("erased"));
                    tx.update("analyze");
                    sampled.addAll(tx.list(Samples.naming("erased"), row -> row.getString(1)));
                    tx.update(Samples.sampledAfterAll("outbox", "key"));
                    tx.update("analyze");
                    sampledAfterAll.addAll(tx.list(Samples.naming("erased"), row -> row.getString(1)));
                    throw new Undone();
                }));

        // then
        assertThat(sampled).isEmpty();
        assertThat(sampledAfterAll).as("what a sample would be found by").contains("outbox.key");
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
