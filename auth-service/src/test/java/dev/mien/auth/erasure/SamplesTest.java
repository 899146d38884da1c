package dev.mien.auth.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.Peers;
import dev.mien.contracts.ApplicationId;
import dev.mien.testing.postgres.Samples;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** E3, "gone from every database table": PostgreSQL's statistics are one, and no purge reaches them. */
@QuarkusTest
class SamplesTest extends AuthServiceTest {
    private final ApplicationId application = Peers.application();

    // Breaks when a column that names people is sampled (V0102).
    @Test
    void noSampleOfAPersonIsKept() {
        // given
        for (int i = 0; i < 3; i++) {
            found(0.97);
            door.authenticate(Visit.of(application), "face " + i);
        }
        List<String> sampled = new ArrayList<>();
        List<String> sampledAfterAll = new ArrayList<>();

        // when: events that stay in the outbox for as long as it takes, which no relay sees
        assertThatExceptionOfType(Undone.class)
                .isThrownBy(() -> database.execute(tx -> {
                    tx.update(Samples.toldOf("result_token"));
                    tx.update("analyze");
                    sampled.addAll(tx.list(Samples.naming("result_token"), row -> row.getString(1)));
                    tx.update(Samples.sampledAfterAll("result_token", "facial_id"));
                    tx.update("analyze");
                    sampledAfterAll.addAll(tx.list(Samples.naming("result_token"), row -> row.getString(1)));
                    throw new Undone();
                }));

        // then
        assertThat(sampled).isEmpty();
        assertThat(sampledAfterAll).as("what a sample would be found by").contains("result_token.facial_id");
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
