package dev.mien.index.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.ManyFaces;
import dev.mien.index.cluster.Node;
import dev.mien.testing.jvm.LongRun;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that starts reads everybody, opens rows beside each other, and tells what cannot be opened from the rest. */
class LoadingTest {
    private static final Logger LOG = Logger.getLogger(LoadingTest.class);
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private static final int FACES = LongRun.tries(3_000, 1_000_000);

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private Cluster cluster;
    private Node writer;

    @BeforeEach
    void start() {
        cluster = new Cluster();
        writer = cluster.node();
        writer.enroll(application, ADA, ada);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void everybodyIsThereAndCountAndChecksumAreTheHeads() {
        // Breaks when a batch is lost, handed on twice, or the last one, which is not full, is forgotten.
        ManyFaces.add(cluster, writer, application, FACES, MadeUpFace.DIMENSIONS);
        Node starting = cluster.node();
        long begun = System.nanoTime();
        starting.replica().follow();
        told("loaded", begun);

        assertThat(starting.replica().level()).isTrue();
        assertThat(starting.replica().faces()).isEqualTo(FACES + 1);
        assertThat(starting.recognize(application, ADA)).containsExactly(ada);

        cluster.database().execute(tx -> tx.update("update application_key set created_at = now() - interval '31 d'"));
        long turned = System.nanoTime();
        writer.upkeep().run();
        told("keys wrapped anew", turned);
    }

    @Test
    void oneRowAmongThousandsThatCannotBeOpenedIsFound() {
        // Breaks when what a batch could not open is passed over, whatever batch it is in.
        ManyFaces.add(cluster, writer, application, 3_000, MadeUpFace.DIMENSIONS);
        for (String row : new String[] {"min(row_id)", "max(row_id)", "max(row_id) - 700"}) {
            flip(row);
            Node starting = cluster.node();
            starting.replica().follow();
            assertThat(starting.replica().level()).as(row).isFalse();
            flip(row);
        }
    }

    private void flip(String row) {
        cluster.database()
                .execute(tx -> tx.update("update template set wrapped_key = set_bit(wrapped_key, 200,"
                        + " 1 - get_bit(wrapped_key, 200)) where row_id = (select " + row + " from template)"));
    }

    private static void told(String what, long since) {
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        LOG.infof(
                "%,d faces %s in %d ms: %,d a second", FACES, what, took.toMillis(), FACES * 1_000L / took.toMillis());
    }
}
