package dev.mien.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.stack.layout.Part;
import dev.mien.stack.service.ServiceProcess;
import dev.mien.stack.suite.Suite;
import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.Photo;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import dev.mien.testing.jvm.LongRun;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two chains of services, each with an index-service of its own, on the same databases. */
class TwoReplicasTest {
    private static final int PAIRS = LongRun.tries(40, 100);

    private static final List<ServiceProcess> SECOND = new ArrayList<>();
    private static Suite suite;
    private static Mien first;
    private static Mien second;
    private static ServiceProcess secondIndex;
    private final SamplePhotos photos = RunningSuite.samples();

    @BeforeAll
    static void startSecondChain() {
        suite = RunningSuite.get();
        int base = RunningSuite.freeBase();
        secondIndex = start(Part.INDEX, base, Map.of());
        String index = secondIndex.url();
        String enrollment = start(Part.ENROLLMENT, base + 1, Map.of("mien.services.index", index))
                .url();
        String auth = start(
                        Part.AUTH,
                        base + 2,
                        Map.of("mien.services.index", index, "mien.services.enrollment", enrollment))
                .url();
        String gateway = start(
                        Part.GATEWAY,
                        base + 3,
                        Map.of(
                                "mien.services.index", index,
                                "mien.services.enrollment", enrollment,
                                "mien.services.auth", auth))
                .url();
        first = new Mien(suite);
        second = new Mien(suite, gateway);
    }

    @AfterAll
    static void stopSecondChain() {
        SECOND.reversed().forEach(replica -> replica.process().stop());
    }

    /**
     * D6, P1, P2: of two simultaneous enrollments of one face, one wins, whichever replicas they reach.
     *
     * <p>Broken by: a store that does not compare with what came after its probe's search.
     */
    @Test
    void ofEachPairOneWins() throws Exception {
        Photo one = photos.anna();
        Photo other = photos.annaAgain();
        try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
            for (int pair = 0; pair < PAIRS; pair++) {
                Application application = first.createApplication();
                String session = first.session(application, "enroll");
                String otherSession = second.session(application, "enroll");
                List<Callable<Response>> both = List.of(
                        () -> first.enroll(application, session, one),
                        () -> second.enroll(application, otherSession, other));
                List<Future<Response>> answers = callers.invokeAll(both);
                List<Integer> statuses = List.of(
                        answers.get(0).get().statusCode(), answers.get(1).get().statusCode());
                // The loser is told that it is a duplicate, or to ask again because the other one is undecided.
                assertThat(statuses).as("pair %d", pair).containsAnyOf(409, 503).containsOnlyOnce(201);
                List<?> everybody =
                        first.backend(application).get("/v1/facial-ids").path("items");
                assertThat(everybody).as("pair %d", pair).hasSize(1);
            }
        }
    }

    /**
     * P11, E1: a replica that slept through an erasure wipes its memory before anything else.
     *
     * <p>Broken by: answering from memory without reading head and lease first.
     */
    @Test
    void aReplicaThatSleptRecognizesNobodyWhoIsGone() {
        Application application = first.createApplication();
        String facialId = first.enrolled(application, photos.anna());
        second.authenticate(application, photos.annaAgain()).then().statusCode(200);

        secondIndex.process().pause();
        try {
            Response erased = first.erase(application, facialId);
            assertThat(erased.statusCode()).isIn(200, 202);
        } finally {
            secondIndex.process().resume();
        }

        // Until it is level with the head again it says that it is not ready; a wrong word it must not say at any time.
        Response afterwards = Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(
                        () -> second.authenticate(application, photos.annaAgain()),
                        answer -> answer.statusCode() != 503);
        assertThat(afterwards.statusCode()).as(afterwards.asString()).isEqualTo(401);
        // And the face is free again there: the sleeper does not hold it for a duplicate either.
        Response enrolledAgain = second.enroll(application, photos.annaAgain());
        assertThat(enrolledAgain.statusCode()).as(enrolledAgain.asString()).isEqualTo(201);
    }

    private static ServiceProcess start(Part service, int port, Map<String, String> settings) {
        ServiceProcess replica = suite.replica(service, service.label() + "-2", port, settings);
        SECOND.add(replica);
        return replica;
    }
}
