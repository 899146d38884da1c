package dev.mien.index.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.platform.crypto.SecretBytes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeyVaultTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private static Cluster cluster;
    private static Node one;
    private static Node two;
    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        one = cluster.node();
        two = cluster.node();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void keysOfATransactionThatFailedAreNotUsed() {
        // Breaks when of() remembers before the commit: templates would be sealed under keys that are nowhere else.
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> cluster.database().execute(tx -> {
                    head(tx);
                    one.keys().create(tx, application);
                    one.keys().of(tx, application);
                    throw new IllegalArgumentException("after the keys were used");
                }));
        cluster.database().execute(tx -> {
            head(tx);
            one.keys().create(tx, application);
        });

        SealedTemplate sealed = keysOf(one).seal(place(), ADA.vector());

        assertThat(keysOf(two).open(place(), sealed)).isPresent();
    }

    @Test
    void keysOfATransactionThatFailedAreForgotten() {
        AtomicReference<ApplicationKeys> had = new AtomicReference<>();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> cluster.database().execute(tx -> {
                    head(tx);
                    one.keys().create(tx, application);
                    had.set(one.keys().of(tx, application));
                    throw new IllegalArgumentException("after the keys were unwrapped");
                }));

        // Breaks when they are closed by nobody: they would stay in memory in the clear.
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> had.get().epoch());
    }

    @Test
    void keysThatCameBeforeOneThatCannotBeUnwrappedAreZeroed() {
        one.enroll(application, ADA, ada);
        OneKeyOnly encryption = new OneKeyOnly();
        KeyVault vault = new KeyVault(encryption);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> cluster.database().write(tx -> vault.of(tx, application)));

        // Breaks when the first one is left as it is once the second one fails.
        assertThat(encryption.given.expose()).containsOnly(0);
    }

    @Test
    void keysAreUnwrappedOnceForEachProcess() {
        one.enroll(application, ADA, ada);

        assertThat(keysOf(one)).isSameAs(keysOf(one));
    }

    @Test
    void everyReplicaForgetsTheKeysOfADeletedApplication() {
        // Breaks when CatchUp does not ask whether they are destroyed, or when the purge moves no head that has no rows
        // left.
        one.enroll(application, ADA, ada);
        ApplicationKeys here = keysOf(one);
        ApplicationKeys there = keysOf(two);
        cluster.purge(one, cluster.entry(application, ada));
        two.replica().follow();
        cluster.purge(one, cluster.entry(application));

        two.replica().follow();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> here.seal(place(), ADA.vector()));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> there.seal(place(), ADA.vector()));
    }

    @Test
    void anApplicationThatIsOnlyEmptyKeepsItsKeys() {
        one.enroll(application, ADA, ada);
        ApplicationKeys here = keysOf(one);
        cluster.purge(one, cluster.entry(application, ada));

        one.replica().follow();

        assertThat(here.seal(place(), ADA.vector()).epoch()).isEqualTo(1);
    }

    /** Unwraps whatever is asked for first, and nothing after it. */
    static final class OneKeyOnly implements KeyEncryption {
        private SecretBytes given;

        @Override
        public Optional<SecretBytes> unwrap(Wrapped wrapped, byte[] associated) {
            if (given != null) {
                return Optional.empty();
            }
            given = SecretBytes.owning(new byte[] {1, 2, 3});
            return Optional.of(given);
        }

        @Override
        public String current() {
            return "1";
        }

        @Override
        public Set<String> versions() {
            return Set.of("1");
        }

        @Override
        public Wrapped wrap(SecretBytes key, byte[] associated) {
            throw new AssertionError("nothing is wrapped here");
        }

        @Override
        public Optional<SecretBytes> derive(String version, String purpose) {
            return Optional.empty();
        }

        @Override
        public void refresh() {}

        @Override
        public boolean destroy(String version) {
            return false;
        }
    }

    private void head(dev.mien.platform.sql.Tx tx) {
        tx.update(
                "insert into head (application_id, subject_hash, incarnation) values (?, ?, ?)",
                application.value(),
                application.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                UUID.randomUUID());
    }

    private ApplicationKeys keysOf(Node node) {
        return cluster.database().write(tx -> node.keys().of(tx, application));
    }

    private TemplatePlace place() {
        return new TemplatePlace(application, ada, "standard");
    }
}
