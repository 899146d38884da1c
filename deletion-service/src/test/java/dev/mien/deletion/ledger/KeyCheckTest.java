package dev.mien.deletion.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mien.deletion.support.DeletionStack;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DeletionStack
class KeyCheckTest {
    @Inject
    Database database;

    @Inject
    SubjectSeal seal;

    @Inject
    SubjectHasher hasher;

    // P4, one number for each Facial ID: under another key each would get a second one, and no holder would find whom
    // it names. Fails when KeyCheck does not ask for the key's mark.
    @Test
    void aLedgerThatWasWrittenUnderAnotherKeyIsNotServed() {
        SubjectHasher another = new SubjectHasher(SecretBytes.owning(new byte[32]));

        assertThatIllegalStateException()
                .isThrownBy(() -> new KeyCheck(database, seal, another).check(null))
                .withMessageContaining("mien.keys.ledger-hash");

        assertThatCode(() -> new KeyCheck(database, seal, hasher).check(null)).doesNotThrowAnyException();
    }
}
