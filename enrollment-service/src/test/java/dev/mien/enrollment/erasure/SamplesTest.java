package dev.mien.enrollment.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.PolicyDraft;
import dev.mien.enrollment.peers.Visit;
import dev.mien.testing.postgres.Samples;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** E3, "gone from every database table": PostgreSQL's statistics are one, and no purge reaches them. */
@QuarkusTest
class SamplesTest extends EnrollmentServiceTest {
    // Breaks when a column that names people, or holds what is theirs, is sampled (V0101).
    @Test
    void noSampleOfAPersonIsKept() {
        // given
        for (int i = 0; i < 3; i++) {
            door.confirm(
                    application,
                    enrolled(visit().under(PolicyDraft.usual().withPayloadsOfBrowsers())
                            .sending("{" + Visit.CONSENT + ",\"payload\":{\"mail\":\"" + i + "\"}}")));
        }
        List<String> sampled = new ArrayList<>();
        List<String> sampledAfterAll = new ArrayList<>();

        // when: events that stay in the outbox for as long as it takes, which no relay sees
        assertThatExceptionOfType(Undone.class)
                .isThrownBy(() -> database.execute(tx -> {
                    tx.update(Samples.toldOf("profile"));
                    tx.update("analyze");
                    sampled.addAll(tx.list(Samples.naming("profile", "payload"), row -> row.getString(1)));
                    tx.update(Samples.sampledAfterAll("profile", "facial_id"));
                    tx.update("analyze");
                    sampledAfterAll.addAll(tx.list(Samples.naming("profile", "payload"), row -> row.getString(1)));
                    throw new Undone();
                }));

        // then
        assertThat(sampled).isEmpty();
        assertThat(sampledAfterAll).as("what a sample would be found by").contains("profile.facial_id");
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
