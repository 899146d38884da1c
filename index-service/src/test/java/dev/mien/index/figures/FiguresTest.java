package dev.mien.index.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.index.IndexFigures;
import dev.mien.contracts.index.IndexFigures.ProfileFaces;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.cluster.PlannedFaces;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static Cluster cluster;
    private static Node node;
    private static Figures figures;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId bob = new FacialId(UUID.randomUUID());

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        node = cluster.node();
        figures = new Figures(cluster.database(), node.replica(), node.faces(), cluster.clock());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void threePeopleOfWhomOneIsErased() {
        node.enroll(application, new MadeUpFace(1), new FacialId(UUID.randomUUID()));
        node.enroll(application, new MadeUpFace(2), bob);
        node.enroll(application, new MadeUpFace(3), new FacialId(UUID.randomUUID()));
        cluster.purge(node, cluster.entry(application, bob));
        node.recognize(application, new MadeUpFace(1));
        // Somebody else's, which must not be in any of the figures.
        node.enroll(new ApplicationId(UUID.randomUUID()), new MadeUpFace(4), new FacialId(UUID.randomUUID()));
    }

    @Test
    void saysHowLargeTheIndexIsAndHowItGrew() {
        IndexFigures now = of(PlannedFaces.PROFILE);

        assertThat(now.faces()).isEqualTo(2);
        assertThat(now.profiles()).containsExactly(new ProfileFaces(PlannedFaces.PROFILE, 2));
        // Breaks when a store or a purge does not count the day, or one counts another application's.
        assertThat(now.growth()).singleElement().satisfies(today -> {
            assertThat(today.stored()).isEqualTo(3);
            assertThat(today.erased()).isEqualTo(1);
        });
        // Vector of 512 bytes, nonces and tags of 28, key of 60: twice. Breaks when the sum is over all applications.
        assertThat(now.databaseBytes()).isBetween(2 * 600L, 2 * 1_100L);
        assertThat(now.memoryBytes()).isPositive();
    }

    @Test
    void saysWhatSearchingCosts() {
        IndexFigures now = of(PlannedFaces.PROFILE);

        // Three enrollments and one recognition; breaks when searches of other applications count.
        assertThat(now.searches().count()).isEqualTo(4);
        assertThat(now.searches().meanMillis()).isPositive();
        assertThat(now.searches().since()).isEqualTo(cluster.clock().instant());
    }

    @Test
    void saysHowNearTheLargestSearchIs() {
        IndexFigures now = of(PlannedFaces.PROFILE);

        // Breaks when the limit is another profile's or rate's, or the share is of something else.
        assertThat(now.largestSearch()).isEqualTo(PlannedFaces.LARGEST_SEARCH);
        assertThat(now.share()).isEqualTo(2.0 / PlannedFaces.LARGEST_SEARCH);
    }

    @Test
    void whereNoSearchRecognizesAnybodyThereIsNoShare() {
        // Breaks when it is divided all the same: infinity is no JSON.
        assertThat(IndexFigures.share(5, 0)).isNull();
    }

    @Test
    void facesOfAnotherProfileAreNotSearched() {
        node.faces().installOther();

        IndexFigures now = of(PlannedFaces.OTHER);

        // Breaks when everything that is stored counts as searched.
        assertThat(now.faces()).isZero();
        assertThat(now.profiles()).containsExactly(new ProfileFaces(PlannedFaces.PROFILE, 2));
    }

    @Test
    void daysOfLastMonthAreForgotten() {
        cluster.database()
                .execute(tx -> tx.update(
                        "update index_day set day = day - ? where application_id = ?",
                        IndexFigures.DAYS,
                        application.value()));

        // Breaks when the answer has no bound, or housekeeping keeps them for ever.
        assertThat(of(PlannedFaces.PROFILE).growth()).isEmpty();
        node.housekeeping().run();
        assertThat(cluster.database()
                        .<Boolean>write(tx ->
                                tx.exists("select 1 from index_day where application_id = ?", application.value())))
                .isFalse();
    }

    private IndexFigures of(String profile) {
        return figures.of(cluster.context(application, Operation.MANAGE, Cluster.policy(Liveness.NONE, profile)));
    }
}
