package dev.mien.index.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.platform.problem.Refusal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * K1: whatever is changed in a row behind our back, or exchanged between two, is found by whoever reads it, and then
 * the index is not searched. The head is what it was, as for anybody who cannot compute its keyed checksum.
 */
class TamperedTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private static final MadeUpFace BOB = new MadeUpFace(2);
    private static Cluster cluster;
    private final ApplicationId application = new ApplicationId(UUID.randomUUID());

    @BeforeAll
    static void start() {
        cluster = new Cluster();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    // Breaks when a part of a row is neither bound, hashed nor sealed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sealed = set_bit(sealed, 3, 1 - get_bit(sealed, 3))",
                "sealed = set_bit(sealed, 300, 1 - get_bit(sealed, 300))",
                "sealed = set_bit(sealed, 8 * length(sealed) - 1, 1 - get_bit(sealed, 8 * length(sealed) - 1))",
                "wrapped_key = set_bit(wrapped_key, 3, 1 - get_bit(wrapped_key, 3))",
                "wrapped_key = set_bit(wrapped_key, 300, 1 - get_bit(wrapped_key, 300))",
                "row_hash = row_hash # 1",
                "row_id = row_id # (1::bigint << 30)",
                "facial_id = gen_random_uuid()",
                "profile = 'standarc'",
                "epoch = 3",
                "seq = seq + 1",
                "seq = seq - 1",
                "subject_hash = sha256(subject_hash)",
                "occasions = sealed",
                "created_at = created_at - interval '1 day'",
                "created_at = created_at + interval '1 microsecond'",
                "created_at = 'infinity'",
            })
    void aBitThatIsChangedIsFound(String change) {
        given();

        cluster.database()
                .execute(tx -> tx.update(
                        "update template set " + change + " where row_id ="
                                + " (select min(row_id) from template where application_id = ?)",
                        application.value()));

        thenNobodyIsFound();
    }

    // Breaks when what is sealed is bound to nothing, or its key to nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sealed = o.sealed",
                "wrapped_key = o.wrapped_key",
                "sealed = o.sealed, wrapped_key = o.wrapped_key",
                "sealed = o.sealed, wrapped_key = o.wrapped_key, row_hash = o.row_hash",
                "row_hash = o.row_hash",
                "seq = o.seq",
                "created_at = o.created_at",
                "seq = o.seq, row_hash = o.row_hash",
                "subject_hash = o.subject_hash",
                "subject_hash = o.subject_hash, sealed = o.sealed, wrapped_key = o.wrapped_key, row_hash = o.row_hash",
            })
    void whatIsExchangedBetweenTwoRowsIsFound(String exchange) {
        given();

        cluster.database()
                .execute(tx -> tx.update(
                        "update template t set " + exchange + " from template o where o.row_id <> t.row_id"
                                + " and o.application_id = t.application_id and t.application_id = ?",
                        application.value()));

        thenNobodyIsFound();
    }

    private void given() {
        var writer = cluster.node();
        writer.enroll(application, ADA, new FacialId(UUID.randomUUID()));
        cluster.clock().advance(Duration.ofSeconds(1));
        writer.enroll(application, BOB, new FacialId(UUID.randomUUID()));
        assertThat(cluster.node().recognize(application, ADA)).hasSize(1);
    }

    private void thenNobodyIsFound() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> cluster.node().recognize(application, ADA))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
    }
}
