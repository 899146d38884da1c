package dev.mien.index.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.StoreAnswer.Outcome;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.head.OneAtATime;
import dev.mien.index.search.GalleryMemory;
import dev.mien.platform.problem.Refusal;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S3, P2: an index that differs from its head is forgotten at once, and read anew by one replica after the other. */
class RebuildTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private static final MadeUpFace BOB = new MadeUpFace(2);
    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private final FacialId bob = new FacialId(UUID.randomUUID());
    private Cluster cluster;
    private Node one;
    private Node two;

    @BeforeEach
    void start() {
        cluster = new Cluster();
        one = cluster.node();
        two = cluster.node();
        one.enroll(application, ADA, ada);
        two.replica().follow();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void oneReplicaAtATime() {
        // S3. Breaks when the lock is not taken: it would be read anew while another replica is at it.
        cluster.database().execute(one.purge()::restored);
        GalleryMemory memory = new GalleryMemory(two.galleries());
        int made = two.galleries().size();

        cluster.database().execute(tx -> {
            assertThat(OneAtATime.REBUILD.mine(tx)).isTrue();
            two.replica().follow();
            // What differs is not searched meanwhile, and not kept either.
            assertThat(memory.allZero()).isTrue();
            assertThat(two.galleries()).hasSize(made);
            assertThat(two.replica().level()).isFalse();
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> two.recognize(application, ADA))
                    .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
        });

        two.replica().follow();
        assertThat(two.replica().level()).isTrue();
        assertThat(two.recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void whoStartsWaitsForNobody() {
        // Breaks when a first reading takes turns as well: a fleet could not be started beside one that rebuilds.
        cluster.database().execute(tx -> {
            assertThat(OneAtATime.REBUILD.mine(tx)).isTrue();
            assertThat(cluster.node().recognize(application, ADA)).containsExactly(ada);
        });
    }

    @Test
    void whoWasPausedWaitsForNobodyEither() {
        // P11. Breaks when a lost lease counts as a difference.
        cluster.database()
                .execute(tx -> tx.update("update replica_lease set expires_at = clock_timestamp() - interval '1 s'"));

        cluster.database().execute(tx -> {
            assertThat(OneAtATime.REBUILD.mine(tx)).isTrue();
            assertThat(two.recognize(application, ADA)).containsExactly(ada);
        });
    }

    @Test
    void aDatabaseThatIsOlderThanMemoryGetsAnotherIncarnation() {
        // P2: restored to number 1 while services run; BOB, whom the probe has not seen, is stored as another number 2,
        // and the probe would compare with what came after 2. Breaks when nobody renews the incarnation.
        one.enroll(application, BOB, bob);
        two.replica().follow();
        Node.Probed probed = one.probe(application, new MadeUpFace(3));
        assertThat(probed.answer().searchedThrough().seq()).isEqualTo(2);
        String before = incarnation();
        cluster.database().execute(tx -> {
            tx.update("delete from template where facial_id = ?", bob.value());
            tx.update("update head set seq = 1, count = 1, checksum = (select sum(row_hash) from template)");
        });

        two.replica().follow();

        assertThat(incarnation()).isNotEqualTo(before);
        assertThat(two.replica().level()).isTrue();
        one.enroll(application, new MadeUpFace(3), bob);
        assertThat(one.store(probed, new FacialId(UUID.randomUUID())).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
    }

    @Test
    void thatIsRenewedOnceForAll() {
        // Breaks when every replica that notices renews it: each renewal has all the others read everything again.
        one.enroll(application, BOB, bob);
        one.replica().follow();
        two.replica().follow();
        cluster.database().execute(tx -> {
            tx.update("delete from template where facial_id = ?", bob.value());
            tx.update("update head set seq = 1, count = 1, checksum = (select sum(row_hash) from template)");
        });
        one.replica().follow();
        String renewed = incarnation();

        two.replica().follow();

        assertThat(incarnation()).isEqualTo(renewed);
        assertThat(two.replica().level()).isTrue();
    }

    private String incarnation() {
        return cluster.database()
                .write(tx -> tx.first("select incarnation::text from head", row -> row.getString(1)))
                .orElseThrow();
    }
}
