package dev.mien.deletion.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.deletion.support.DeletionStack;
import dev.mien.deletion.support.Stream;
import dev.mien.deletion.support.StubbedEnrollment;
import dev.mien.deletion.support.Suite;
import dev.mien.platform.sql.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DeletionStack
class ManyErasuresTest {
    private static final int MANY = 120;

    @Inject
    Suite suite;

    @Inject
    Stream stream;

    @Inject
    Database database;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());

    @BeforeEach
    void everybodyIsThere() {
        StubbedEnrollment.works();
        suite.allHoldersAreUpToDate();
    }

    // P4, P6. Fails when numbers collide or leave gaps, or a request holds its connection while it tells.
    @Test
    void aHundredAndTwentyAtOnceAllEndAndComplete() throws Exception {
        long before = suite.last();
        List<FacialId> people = LongStream.range(0, MANY)
                .mapToObj(i -> new FacialId(UUID.randomUUID()))
                .toList();

        List<JsonPath> answers = eraseAtOnce(people);

        assertThat(answers).allMatch(answer -> answer.getBoolean("ended"));
        assertThat(answers.stream().map(answer -> answer.getLong("number")))
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(before + 1, before + MANY)
                        .boxed()
                        .toList());
        for (int i = 0; i < MANY; i++) {
            stream.requested(application, people.get(i), 3, answers.get(i).getLong("number"));
        }
        suite.allHoldersAreUpToDate();
        await().atMost(Duration.ofSeconds(60)).until(() -> open(before) == 0);
        for (FacialId person : List.of(people.getFirst(), people.getLast())) {
            await().until(
                            () -> stream.life(application, person).getLast().type(),
                            type -> type.equals(EventType.ERASURE_COMPLETED.type()));
        }
    }

    private List<JsonPath> eraseAtOnce(List<FacialId> people) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<JsonPath>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(people.size())) {
            for (FacialId person : people) {
                asked.add(threads.submit(() -> {
                    go.await();
                    return suite.erase(application, person, 0)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
                }));
            }
            go.countDown();
        }
        List<JsonPath> answers = new ArrayList<>();
        for (Future<JsonPath> one : asked) {
            answers.add(one.get());
        }
        return answers;
    }

    private int open(long after) {
        return database.write(tx -> tx.first(
                        "select count(*) from ledger where number > ? and completed_at is null",
                        row -> row.getInt(1),
                        after))
                .orElseThrow();
    }
}
