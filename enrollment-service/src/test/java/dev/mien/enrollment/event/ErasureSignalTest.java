package dev.mien.enrollment.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.Publisher;
import dev.mien.enrollment.peers.Subscriber;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The one consumer: whatever Kafka does, the ledger alone decides. (The ledger is polled once an hour in tests.) */
@QuarkusTest
class ErasureSignalTest extends EnrollmentServiceTest {
    private static final int PEOPLE = 60;
    private static final int COPIES = 3;
    private static final Duration LONG = Duration.ofMinutes(1);

    // 60 erasures, each told three times, in any order, with messages in between that nobody can read. Breaks when
    // ErasureSignal does not wake the follower, when poison stops it, or when a purge is done by the event rather than
    // by the ledger.
    @Test
    void manyEventsRepeatedAndOutOfOrderEraseEachOnce() {
        // given
        List<FacialId> people =
                IntStream.range(0, PEOPLE).mapToObj(each -> inState("ACTIVE")).toList();
        FacialId bystander = inState("ACTIVE");
        List<Publisher.Message> messages = new ArrayList<>();
        for (FacialId one : people) {
            long number = deletion.append(application, one, false);
            for (int copy = 0; copy < COPIES; copy++) {
                messages.add(Publisher.requested(application, one, number));
            }
        }
        messages.addAll(Publisher.poison());
        // Of somebody who is not in the ledger, whatever an event may say.
        messages.add(Publisher.requested(application, bystander, 1));
        Collections.shuffle(messages, new Random(7));

        // when
        Publisher.send(EventType.ERASURE_REQUESTED.topic(), messages);

        // then
        assertThat(messages).hasSizeGreaterThan(180);
        await().atMost(LONG).until(() -> profiles() == 1);
        assertThat(state(bystander)).isEqualTo("ACTIVE");
        await().atMost(LONG).until(() -> count("select count(*) from ledger_copy where fulfilled_at is null") == 0);
        everythingDelivered();
        Set<String> told = new HashSet<>();
        for (Subscriber.Seen event : events(EventType.ERASURE_REQUESTED, PEOPLE)) {
            if (event.headers().get("ce_source").equals("/services/enrollment-service")) {
                assertThat(told.add(event.key()))
                        .as("told once: %s", event.key())
                        .isTrue();
            }
        }
        assertThat(told).hasSize(PEOPLE);
    }

    // Breaks when an event purges before its number can be read, or when a late one closes the door.
    @Test
    void anEventBeforeItsNumberChangesNothing() {
        // given
        FacialId facialId = inState("ACTIVE");
        deletion.holdsBack();
        long number = deletion.append(application, facialId, false);
        long polls = deletion.calls("/ledger/polls").size();

        // when
        Publisher.send(
                EventType.ERASURE_REQUESTED.topic(), List.of(Publisher.requested(application, facialId, number)));

        // then
        await().atMost(LONG).until(() -> deletion.calls("/ledger/polls").size() > polls);
        assertThat(state(facialId)).isEqualTo("ACTIVE");
        assertThat(door.confirm(application, facialId).status()).isEqualTo(200);
        deletion.comesBack();
        purged(number);
        assertThat(state(facialId)).isEqualTo("gone");
    }

    // The ledger has gone away: breaks when the follower ends, or forgets that it was woken.
    @Test
    void withDeletionServiceAwayTheErasureIsMadeUpFor() {
        // given
        FacialId facialId = inState("ACTIVE");
        long number = deletion.append(application, facialId, false);
        deletion.goesAway();
        long polls = deletion.calls("/ledger/polls").size();
        Publisher.send(
                EventType.ERASURE_REQUESTED.topic(), List.of(Publisher.requested(application, facialId, number)));
        await().atMost(LONG).until(() -> deletion.calls("/ledger/polls").size() > polls);
        assertThat(state(facialId)).isEqualTo("ACTIVE");

        // when
        deletion.comesBack();

        // then
        Publisher.send(
                EventType.ERASURE_REQUESTED.topic(),
                List.of(Publisher.requested(application, new FacialId(UUID.randomUUID()), number)));
        await().atMost(LONG).until(() -> state(facialId).equals("gone"));
    }
}
