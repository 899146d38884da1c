package dev.mien.system.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.stack.suite.Suite;
import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import dev.mien.system.client.Subscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A subscriber sees the whole life of a Facial ID, in order, and nothing that it must not see. */
class LifeOnKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Suite suite = RunningSuite.get();
    private final Mien mien = RunningSuite.mien();
    private final SamplePhotos photos = RunningSuite.samples();

    @Test
    void aLifeIsToldInOrder() {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna());
        mien.authenticate(application, photos.annaAgain()).then().statusCode(200);
        mien.erase(application, facialId).then().statusCode(200);

        try (Subscriber subscriber = new Subscriber(suite.bootstrapServers(), "mien.enrollments", "mien.attempts")) {
            List<Subscriber.Event> life = subscriber.await(
                    application.id() + ":" + facialId,
                    PATIENCE,
                    events -> events.stream().anyMatch(event -> event.type().equals("dev.mien.erasure.completed.v1")));

            assertThat(life)
                    .extracting(Subscriber.Event::type)
                    .containsExactly(
                            "dev.mien.enrollment.completed.v1",
                            "dev.mien.erasure.requested.v1",
                            "dev.mien.erasure.completed.v1");
            assertThat(life)
                    .allSatisfy(event -> assertThat(event.subject())
                            .isEqualTo("applications/" + application.id() + "/facial-ids/" + facialId));
            List<Subscriber.Event> attempts = subscriber.byKey().values().stream()
                    .flatMap(List::stream)
                    .filter(event -> event.topic().equals("mien.attempts"))
                    .filter(event -> event.key().startsWith(application.id()))
                    .toList();
            assertThat(attempts)
                    .extracting(Subscriber.Event::type)
                    .containsExactly("dev.mien.authentication.succeeded.v1");
            // No biometrics, payload, score or address ever enters Kafka; that a template has changed is told.
            assertThat(subscriber.byKey().values())
                    .allSatisfy(events -> assertThat(events)
                            .allSatisfy(event -> assertThat(event.body())
                                    .doesNotContain("payload", "score", "user", "template\":", "127.0.0")));
        }
    }

    @Test
    void aRefusedEnrollmentIsAnAttemptAndNoLife() {
        Application application = mien.createApplication();
        mien.enrolled(application, photos.anna());
        mien.enroll(application, photos.annaAgain()).then().statusCode(409);

        try (Subscriber subscriber = new Subscriber(suite.bootstrapServers(), "mien.enrollments", "mien.attempts")) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            List<Subscriber.Event> rejected = List.of();
            while (rejected.isEmpty() && System.nanoTime() < deadline) {
                subscriber.await("none", Duration.ofMillis(300), events -> false);
                rejected = subscriber.byKey().values().stream()
                        .flatMap(List::stream)
                        .filter(event -> event.key().startsWith(application.id()))
                        .filter(event -> event.type().equals("dev.mien.enrollment.rejected.v1"))
                        .toList();
            }
            assertThat(rejected).hasSize(1);
            assertThat(rejected.getFirst().body()).contains("FACE_DUPLICATION");
        }
    }
}
