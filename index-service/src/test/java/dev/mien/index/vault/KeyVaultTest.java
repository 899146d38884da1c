package dev.mien.index.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import java.util.UUID;
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
