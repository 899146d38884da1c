package dev.mien.auth.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.Peers;
import dev.mien.contracts.ApplicationId;
import dev.mien.platform.sql.Tx;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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
        AtomicReference<List<String>> sampled = new AtomicReference<>();

        // when: events that stay in the outbox for as long as it takes, which no relay sees
        assertThatExceptionOfType(Undone.class)
                .isThrownBy(() -> database.execute(tx -> {
                    tx.update("insert into outbox (ce_id, type, topic, key, subject, occurred_at, body)"
                            + " select gen_random_uuid(), 't', 't', facial_id::text, facial_id::text, now(),"
                            + " convert_to(facial_id::text, 'UTF8') from result_token");
                    tx.update("analyze");
                    sampled.set(sampled(tx));
                    throw new Undone();
                }));

        // then
        assertThat(sampled.get()).isEmpty();
    }

    /** The columns of which a sample names somebody. */
    private static List<String> sampled(Tx tx) {
        return tx.list(
                "with sample as (select tablename || '.' || attname as name, concat(most_common_vals::text,"
                        + " histogram_bounds::text) as held from pg_stats where schemaname = 'public')"
                        + " select distinct name from sample, result_token where held like '%' || facial_id || '%'"
                        + " or held like '%' || encode(convert_to(facial_id::text, 'UTF8'), 'hex') || '%'",
                row -> row.getString(1));
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
