package dev.mien.index.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.cluster.PlannedFaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FullnessTest {
    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Cluster cluster;
    private Node node;
    private Fullness fullness;

    @BeforeEach
    void start() {
        cluster = new Cluster();
        node = cluster.node();
        fullness = new Fullness(node.replica(), meters);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void theOperatorIsToldOnceFromFourFifthsOn() {
        // Breaks with another line, or when every search tells it again.
        assertThat(fullness.note(application, 799, 1_000)).isFalse();
        assertThat(fullness.note(application, 800, 1_000)).isTrue();
        assertThat(fullness.note(application, 801, 1_000)).isFalse();
        // Breaks when a few erasures are enough for another line.
        assertThat(fullness.note(application, 790, 1_000)).isFalse();
        assertThat(fullness.note(application, 800, 1_000)).isFalse();
        // Breaks when it is never said again.
        assertThat(fullness.note(application, 700, 1_000)).isFalse();
        assertThat(fullness.note(application, 850, 1_000)).isTrue();
    }

    @Test
    void whereNoSearchRecognizesAnybodyTheOperatorIsToldAtTheFirstFace() {
        // Breaks when nothing is divided by nothing: an index that recognizes nobody would count as empty.
        assertThat(fullness.note(application, 0, 0)).isFalse();
        assertThat(fullness.note(application, 1, 0)).isTrue();
    }

    @Test
    void theMeterFollowsTheIndexAsItIs() {
        FacialId ada = new FacialId(UUID.randomUUID());
        node.enroll(application, new MadeUpFace(1), ada);
        node.recognize(application, new MadeUpFace(1));
        fullness.note(application, 1, 4);

        assertThat(fullest()).isEqualTo(0.25);

        cluster.purge(node, cluster.entry(application, ada));
        node.replica().follow();

        // Breaks when the meter remembers the last search: an application that is gone would be near its end for ever.
        assertThat(fullest()).isZero();
    }

    @Test
    void everySearchIsNoted() {
        SimpleMeterRegistry ofProbing = node.meters();
        node.enroll(application, new MadeUpFace(1), new FacialId(UUID.randomUUID()));

        node.recognize(application, new MadeUpFace(1));

        // Breaks when Probing does not tell.
        assertThat(ofProbing.get("mien.index.fullest").gauge().value()).isEqualTo(1.0 / PlannedFaces.LARGEST_SEARCH);
    }

    private double fullest() {
        return meters.get("mien.index.fullest").gauge().value();
    }
}
