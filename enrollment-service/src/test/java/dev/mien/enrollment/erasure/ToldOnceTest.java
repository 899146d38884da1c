package dev.mien.enrollment.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Subscriber;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** P7: one event for each number, and none for what was never active. */
@QuarkusTest
class ToldOnceTest extends EnrollmentServiceTest {
    // P7: one for each number. Breaks when ProfileHolder does not ask whether the number was told of: each erasure
    // would be told a second time by its purge.
    @Test
    void whatWasToldIsNotToldAgainByThePurge() {
        // given
        FacialId facialId = enrolled();
        deletion.holdsBack();
        long number = deletion.append(application, facialId, false);
        door.end(application, facialId, number);
        everythingDelivered();

        // when
        deletion.comesBack();
        purged(number);

        // then
        everythingDelivered();
        assertThat(events(EventType.ERASURE_REQUESTED, 1)).hasSize(1);
    }

    // P7: what never became active has no event, even when somebody tells of its number as of a public one. Breaks
    // when EndsOfLife does not look at whether it was undone under that number.
    @Test
    void whoIsToldOfAnUndoneEnrollmentTellsNobody() {
        // given
        FacialId undone = inState("ERASING");
        FacialId marker = inState("ACTIVE");
        deletion.holdsBack();
        long number = deletion.append(application, undone, true);
        sql("update profile set erasure_number = ? where facial_id = ?", number, undone.value());

        // when
        Reply told = door.end(application, undone, number);

        // then
        assertThat(told.status()).isEqualTo(204);
        deletion.comesBack();
        erase(marker);
        assertThat(events(EventType.ERASURE_REQUESTED, 1))
                .extracting(Subscriber.Seen::key)
                .containsOnly(application + ":" + marker);
    }
}
