package dev.mien.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.stack.layout.Part;
import dev.mien.stack.suite.Suite;
import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import dev.mien.system.client.Subscriber;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * S4, E1, S1: correctness never waits for Kafka, and nothing that was committed is lost with it.
 *
 * <p>Broken by: an event sent without the outbox, or a DELETE that is answered by what Kafka brings back.
 */
class KafkaAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Suite suite = RunningSuite.get();
    private final Mien mien = RunningSuite.mien();
    private final SamplePhotos photos = RunningSuite.samples();

    @Test
    void nothingWaitsForKafkaAndNothingIsLostWithIt() {
        Application application = mien.createApplication();
        suite.stop(Part.KAFKA);
        String erasedId;
        String livingId;
        try {
            erasedId = mien.enrolled(application, photos.anna());
            livingId = mien.enrolled(application, photos.stranger(0));
            mien.authenticate(application, photos.annaAgain()).then().statusCode(200);

            Response accepted = mien.erase(application, erasedId);
            assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
            assertThat(accepted.header("Location")).startsWith("/v1/erasures/");
            assertThat(mien.authenticate(application, photos.annaAgain()).statusCode())
                    .isEqualTo(401);
            assertThat(mien.authenticateAs(application, erasedId, photos.annaAgain())
                            .statusCode())
                    .isEqualTo(401);

            // Everything that is only in memory goes.
            Part.services().forEach(suite::kill);
        } finally {
            suite.start(Part.KAFKA);
            suite.start(Part.services());
        }

        try (Subscriber subscriber = new Subscriber(suite.bootstrapServers(), "mien.enrollments", "mien.attempts")) {
            List<Subscriber.Event> erased = subscriber.await(
                    application.id() + ":" + erasedId,
                    PATIENCE,
                    events -> events.stream().anyMatch(event -> event.type().equals("dev.mien.erasure.completed.v1")));
            assertThat(erased)
                    .extracting(Subscriber.Event::type)
                    .containsExactly(
                            "dev.mien.enrollment.completed.v1",
                            "dev.mien.erasure.requested.v1",
                            "dev.mien.erasure.completed.v1");
            List<Subscriber.Event> living =
                    subscriber.await(application.id() + ":" + livingId, PATIENCE, events -> !events.isEmpty());
            assertThat(living).extracting(Subscriber.Event::type).containsExactly("dev.mien.enrollment.completed.v1");
            assertThat(subscriber.byKey().values().stream()
                            .flatMap(List::stream)
                            .filter(event -> event.key().startsWith(application.id()))
                            .filter(event -> event.type().equals("dev.mien.authentication.succeeded.v1")))
                    .hasSize(1);
        }
        assertThat(mien.authenticate(application, photos.annaAgain()).statusCode())
                .isEqualTo(401);
        assertThat(mien.authenticate(application, photos.stranger(0)).<String>path("facialId"))
                .isEqualTo(livingId);
    }
}
