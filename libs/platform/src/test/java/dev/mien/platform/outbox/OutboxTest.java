package dev.mien.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mien.contracts.event.EventType;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.support.Fixtures;
import dev.mien.platform.support.TestDatabase;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final SubjectHash SUBJECT = SubjectHash.of(new byte[32]);
    private final TestDatabase postgres = new TestDatabase();
    private final Outbox outbox = new Outbox(Fixtures.json());
    private final UUID id = UUID.randomUUID();

    @AfterEach
    void stop() {
        postgres.close();
    }

    // Fails when the relay is poked in the transaction: it would look, see nothing, and go back to sleep.
    @Test
    void theRelayIsPokedOnceTheEventIsThere() {
        postgres.database().execute(tx -> {
            outbox.append(tx, event(SUBJECT));
            assertThat(outbox.poke().availablePermits()).isZero();
        });

        assertThat(outbox.poke().availablePermits()).isEqualTo(1);
        assertThat(postgres.count("outbox")).isEqualTo(1);
    }

    // Fails when the event is written anywhere but in the transaction of its change.
    @Test
    void withoutTheChangeThereIsNoEvent() {
        assertThatIllegalStateException()
                .isThrownBy(() -> postgres.database().execute(tx -> {
                    outbox.append(tx, event(SUBJECT));
                    throw new IllegalStateException();
                }));

        assertThat(postgres.count("outbox")).isZero();
        assertThat(outbox.poke().availablePermits()).isZero();
    }

    // What `fulfilled` waits for (P4). Fails when holds() looks at anything but the subject.
    @Test
    void itHoldsWhatIsNotYetDelivered() {
        SubjectHash other = SubjectHash.of(new byte[] {
            1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
        });
        postgres.database().execute(tx -> outbox.append(tx, event(SUBJECT)));
        postgres.database().execute(tx -> outbox.append(tx, event(null)));

        postgres.database().execute(tx -> {
            assertThat(outbox.holds(tx, SUBJECT)).isTrue();
            assertThat(outbox.holds(tx, SUBJECT, id)).isTrue();
            assertThat(outbox.holds(tx, SUBJECT, UUID.randomUUID())).isFalse();
            assertThat(outbox.holds(tx, other)).isFalse();
            tx.update("delete from outbox");
            assertThat(outbox.holds(tx, SUBJECT)).isFalse();
        });
    }

    private OutboxEvent event(SubjectHash subject) {
        return new OutboxEvent(id, EventType.ENROLLMENT_UPDATED, "a", "s", subject, Fixtures.NOW, Map.of("version", 1));
    }
}
