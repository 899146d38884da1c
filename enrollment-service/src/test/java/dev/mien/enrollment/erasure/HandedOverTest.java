package dev.mien.enrollment.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.Subscriber;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * P7 after P5: the ledger was restored and lost an entry that index-service, say, had applied already. It got the entry
 * back from there, without the name that only the lost one had, and enrollment-service hears of it for the first time.
 */
@QuarkusTest
class HandedOverTest extends EnrollmentServiceTest {
    // Breaks when ProfileHolder takes every entry that names nobody for one that is complete: the person would be gone,
    // and no subscriber would ever hear.
    @ParameterizedTest
    @CsvSource({"ACTIVE, 2", "PAUSED, 3"})
    void whoIsKnownByHashAloneIsToldOfByTheRow(String state, long version) {
        // given
        FacialId facialId = inState(state);

        // when
        long number = handedOver(facialId);

        // then
        assertThat(state(facialId)).isEqualTo("gone");
        Subscriber.Seen event = events(EventType.ERASURE_REQUESTED, 1).getFirst();
        assertThat(event.key()).isEqualTo(application + ":" + facialId);
        assertThat(event.data().get("number").longValue()).isEqualTo(number);
        assertThat(event.data().get("version").longValue()).isEqualTo(version);
    }

    // A handed-over entry does not say that it was an undoing. Breaks when the row is not asked whether anybody has
    // heard of it.
    @Test
    void whoNeverBecameActiveIsNotToldOf() {
        // given
        FacialId undone = inState("ERASING");
        FacialId marker = inState("ACTIVE");

        // when
        handedOver(undone);

        // then
        assertThat(state(undone)).isEqualTo("gone");
        erase(marker);
        assertThat(events(EventType.ERASURE_REQUESTED, 1))
                .extracting(Subscriber.Seen::key)
                .containsOnly(application + ":" + marker);
    }

    // The ledger died after enrollment-service was told, lost the entry with its database before anybody had applied
    // it, and gave its number to somebody else. Breaks when Announcements asks for the number alone, or makes the id of
    // it alone: nobody would hear of the second erasure, or drop it as one that they have seen.
    @Test
    void aNumberThatIsGivenASecondTimeIsToldOfASecondTime() {
        // given
        FacialId first = inState("ACTIVE");
        FacialId second = inState("PAUSED");
        long number = lostWithTheFirstAndGivenTo(first, second);

        // when
        door.end(application, second, number);

        // then
        List<Subscriber.Seen> events = events(EventType.ERASURE_REQUESTED, 2);
        assertThat(events)
                .extracting(Subscriber.Seen::key)
                .containsExactlyInAnyOrder(application + ":" + first, application + ":" + second);
        assertThat(events).extracting(seen -> seen.headers().get("ce_id")).doesNotHaveDuplicates();
        deletion.comesBack();
        purged(number);
        assertThat(state(second)).isEqualTo("gone");
    }

    // As above, and enrollment-service hears of the second one from the ledger alone. Breaks when a purge asks whether
    // the number was told of, whoever it was about.
    @Test
    void aNumberThatIsGivenASecondTimeIsToldOfByThePurge() {
        // given
        FacialId first = inState("ACTIVE");
        FacialId second = inState("ACTIVE");
        long number = lostWithTheFirstAndGivenTo(first, second);

        // when
        deletion.comesBack();
        purged(number);

        // then
        assertThat(events(EventType.ERASURE_REQUESTED, 2))
                .extracting(Subscriber.Seen::key)
                .containsExactlyInAnyOrder(application + ":" + first, application + ":" + second);
    }

    /** The number of {@code first}'s erasure, which the ledger has lost with its database and gives to {@code second}'s. */
    private long lostWithTheFirstAndGivenTo(FacialId first, FacialId second) {
        ledgerIsCaughtUp();
        deletion.holdsBack();
        long number = deletion.append(application, second, false);
        door.end(application, first, number);
        return number;
    }

    private long handedOver(FacialId facialId) {
        deletion.holdsBack();
        long number = deletion.append(application, facialId, false);
        deletion.complete(number);
        deletion.comesBack();
        purged(number);
        return number;
    }
}
