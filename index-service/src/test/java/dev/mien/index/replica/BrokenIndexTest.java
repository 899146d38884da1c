package dev.mien.index.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.platform.problem.Refusal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S3: an index that does not add up to its head is not ready; everybody else's is. */
class BrokenIndexTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private static final MadeUpFace BOB = new MadeUpFace(2);
    private static final MadeUpFace EVE = new MadeUpFace(3);
    private final ApplicationId sound = new ApplicationId(UUID.randomUUID());
    private final ApplicationId broken = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private final FacialId bob = new FacialId(UUID.randomUUID());
    private Cluster cluster;
    private Node writer;
    private Node replica;

    @BeforeEach
    void start() {
        cluster = new Cluster();
        writer = cluster.node();
        replica = cluster.node();
        writer.enroll(sound, ADA, ada);
        writer.enroll(broken, BOB, bob);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    // Fails when the replica's readiness is that of every index: one tenant's flipped bit would turn all others away,
    // and on every replica, since they read the same rows.
    @Test
    void aFlippedBitShutsItsOwnApplicationAlone() {
        flipABitOf(broken);

        replica.replica().follow();

        assertThat(replica.replica().ready()).isTrue();
        assertThat(replica.replica().level()).isFalse();
        assertThat(replica.replica().broken()).isEqualTo(1);
        assertThat(replica.recognize(sound, ADA)).containsExactly(ada);
        assertRefused(broken);
    }

    // Fails when what is wrong with keys is an internal error rather than a 503 that says whose index it is.
    @Test
    void missingKeysShutTheirOwnApplicationAlone() {
        cluster.database()
                .execute(tx -> tx.update("delete from application_key where application_id = ?", broken.value()));

        replica.replica().follow();

        assertThat(replica.replica().ready()).isTrue();
        assertThat(replica.recognize(sound, ADA)).containsExactly(ada);
        assertRefused(broken);
    }

    // Fails when follow() forgets an index's trouble, or remembers it after the index is level again.
    @Test
    void anIndexThatAddsUpAgainIsReadyAgain() {
        flipABitOf(broken);
        replica.replica().follow();
        flipABitOf(broken);
        cluster.clock().advance(Duration.ofSeconds(2));

        replica.replica().follow();

        assertThat(replica.replica().level()).isTrue();
        assertThat(replica.replica().broken()).isZero();
        assertThat(replica.recognize(broken, BOB)).containsExactly(bob);
    }

    // P5, P11. Fails when an empty memory counts as one that has not got so far: nobody's erasure would ever be
    // fulfilled in an application of which one row is damaged.
    @Test
    void whoIsErasedFromABrokenIndexIsGone() {
        FacialId eve = new FacialId(UUID.randomUUID());
        writer.enroll(broken, EVE, eve);
        flipABitOf(broken);
        replica.replica().follow();
        var entry = cluster.entry(broken, eve);
        cluster.purge(writer, entry);
        writer.replica().follow();
        replica.replica().follow();
        // What it has read in vain is older than the erasure.
        assertThat(writer.purge().passed(entry.number())).isFalse();
        cluster.clock().advance(Duration.ofSeconds(2));

        replica.replica().follow();

        assertThat(replica.replica().broken()).isEqualTo(1);
        assertThat(writer.purge().passed(entry.number())).isTrue();
    }

    // A wrong key file, most likely, which other replicas need not have. Fails when a replica that can read nothing
    // stays in rotation.
    @Test
    void whoCanReadNothingIsNotReady() {
        flipABitOf(broken);
        flipABitOf(sound);

        replica.replica().follow();

        assertThat(replica.replica().ready()).isFalse();
    }

    // P11. Fails when the gate opens before every head was looked at, or stays open after the memory was wiped.
    @Test
    void nobodyIsReadyBeforeLooking() {
        assertThat(replica.replica().ready()).isFalse();
        replica.replica().renewLease();
        replica.replica().follow();
        assertThat(replica.replica().ready()).isTrue();

        replica.replica().stop();

        assertThat(replica.replica().ready()).isFalse();
    }

    private void assertRefused(ApplicationId application) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> replica.recognize(application, BOB))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
    }

    /** Done twice, it is undone. */
    private void flipABitOf(ApplicationId application) {
        cluster.database()
                .execute(tx -> tx.update(
                        "update template set sealed = set_bit(sealed, 200, 1 - get_bit(sealed, 200))"
                                + " where application_id = ?",
                        application.value()));
    }
}
