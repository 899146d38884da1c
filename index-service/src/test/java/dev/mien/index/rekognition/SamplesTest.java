package dev.mien.index.rekognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.FacialId;
import dev.mien.index.cloud.Portrait;
import dev.mien.testing.postgres.Samples;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** E3, "gone from every database table": PostgreSQL's statistics are one, and no purge reaches them. */
class SamplesTest extends CloudTest {
    // Breaks when a column that says whose face is at AWS is sampled (V0170).
    @Test
    void noSampleOfAPersonIsKept() {
        one.enroll(application, ADA, ada);
        one.enroll(application, BOB, bob);
        one.enroll(application, Portrait.of(3), new FacialId(UUID.randomUUID()));

        assertThat(sampled()).isEmpty();

        cluster.database().execute(tx -> tx.update(Samples.sampledAfterAll("rekognition_face", "facial_id")));
        assertThat(sampled()).as("what a sample would be found by").containsExactly("rekognition_face.facial_id");
    }

    private List<String> sampled() {
        return cluster.database().write(tx -> {
            tx.update("analyze");
            return tx.list(Samples.naming("rekognition_face"), row -> row.getString(1));
        });
    }
}
