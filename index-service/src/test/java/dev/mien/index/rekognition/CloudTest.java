package dev.mien.index.rekognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cloud.FakeRekognition;
import dev.mien.index.cloud.Portrait;
import dev.mien.index.cluster.Cluster;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A database, a cloud, and two processes between them. Whatever is sent in any test is held against model and signature. */
abstract class CloudTest {
    protected static final Portrait ADA = Portrait.of(1);
    protected static final Portrait BOB = Portrait.of(2);

    protected final ApplicationId application = new ApplicationId(UUID.randomUUID());
    protected final FacialId ada = new FacialId(UUID.randomUUID());
    protected final FacialId bob = new FacialId(UUID.randomUUID());
    protected Cluster cluster;
    protected FakeRekognition cloud;
    protected CloudNode one;
    protected CloudNode two;

    @BeforeEach
    void start() {
        cluster = new Cluster();
        cloud = new FakeRekognition();
        one = new CloudNode(cluster, TestSettings.at(cloud.endpoint()));
        two = new CloudNode(cluster, TestSettings.at(cloud.endpoint()));
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        cloud.close();
        cluster.close();
        // Breaks when a request or an answer that we count on has a shape that the service does not know.
        assertThat(cloud.problems()).isEmpty();
    }

    protected String collection() {
        return "test-" + application;
    }

    protected List<FakeRekognition.Stored> atAws() {
        return cloud.faces(collection());
    }

    /** As if everything that was ever sent had had its time to land. */
    protected void letTimePass() {
        cluster.database().execute(tx -> {
            tx.update("update rekognition_face set intended_at = intended_at - interval '3 minutes'");
            tx.update("update rekognition_collection set touched_at = touched_at - interval '3 minutes'");
        });
    }

    protected long count(String from) {
        return cluster.database()
                .write(tx -> tx.first("select count(*) from " + from, row -> row.getLong(1)))
                .orElseThrow();
    }
}
