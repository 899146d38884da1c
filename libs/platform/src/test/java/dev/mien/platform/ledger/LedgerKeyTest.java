package dev.mien.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.support.Fixtures;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** P4 and P12: what the ledger names by a keyed hash is found under that key alone. */
class LedgerKeyTest extends FollowerTest {
    private final ApplicationId application = new ApplicationId(new UUID(1, 2));
    private final FacialId facialId = new FacialId(new UUID(3, 4));

    @Test
    void theKeyThatADatabaseWasWrittenUnderIsTakenAgain() {
        check(Fixtures.hasher(1));

        assertThatCode(() -> check(Fixtures.hasher(1))).doesNotThrowAnyException();
    }

    // An operator adds a line to the key file, as with every other keyring: DELETE would find nobody, answer 200, and
    // the person would be recognized as before. Fails when KeyMark.require does not compare, or notes the new key.
    @Test
    void anotherKeyIsRefusedAtStartAndNotNoted() {
        check(Fixtures.hasher(1));

        assertThatIllegalStateException()
                .isThrownBy(() -> check(Fixtures.hasher(2)))
                .withMessageContaining("mien.keys.ledger-hash");

        assertThatIllegalStateException().isThrownBy(() -> check(Fixtures.hasher(2)));
        assertThatCode(() -> check(Fixtures.hasher(1))).doesNotThrowAnyException();
    }

    // The ledger has another key than this holder, whose database is as new: what is erased would be confirmed and
    // stay.
    // Fails when LedgerFollower.apply does not hash the entry's subject itself.
    @Test
    void anEntryOfAnotherKeyIsNeitherPurgedNorConfirmed() {
        SubjectHash ours = hasher.of(application, facialId);
        postgres.database().execute(tx -> ThingHolder.write(tx, ours.bytes()));
        ledger.replace(List.of(entry(Fixtures.hasher(2))));

        assertThatIllegalStateException().isThrownBy(this::follow).withMessageContaining("mien.keys.ledger-hash");

        assertThat(applied()).isZero();
        assertThat(gate.open()).isFalse();
        ledger.replace(List.of(entry(hasher)));
        follow();
        assertThat(postgres.count("thing")).isZero();
        assertThat(gate.open()).isTrue();
    }

    private LedgerEntry entry(SubjectHasher key) {
        byte[] hash = key.of(application, facialId).bytes();
        return new LedgerEntry(1, LedgerEntry.Kind.FACIAL_ID, hash, application, facialId, false);
    }

    private void check(SubjectHasher key) {
        new LedgerKeyCheck(postgres.database(), key).check(null);
    }
}
