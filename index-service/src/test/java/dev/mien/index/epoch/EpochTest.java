package dev.mien.index.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.index.StoreAnswer.Outcome;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.ManyFaces;
import dev.mien.index.cluster.Node;
import dev.mien.index.head.OneAtATime;
import dev.mien.index.head.Templates;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.SealedTemplate;
import dev.mien.index.vault.TemplatePlace;
import dev.mien.platform.sql.DatabaseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** K3, P2: an epoch ends, and nobody notices but whoever has kept a copy. */
class EpochTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private static final MadeUpFace BOB = new MadeUpFace(2);
    private static final Duration LONG = Duration.ofMinutes(1);
    /** Those that wait for a lock of somebody else. */
    private static final String WAITING = "select count(*) from pg_stat_activity where datname = current_database()"
            + " and wait_event_type = 'Lock'";

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private final FacialId bob = new FacialId(UUID.randomUUID());
    private Cluster cluster;
    private Node one;
    private Node two;

    @BeforeEach
    void start() {
        cluster = new Cluster();
        one = cluster.node();
        two = cluster.node();
        one.enroll(application, ADA, ada);
        two.replica().follow();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void anEpochThatIsNotOverIsLeftAlone() {
        keysAged(29);

        one.upkeep().run();

        assertThat(number("select max(epoch) from application_key")).isEqualTo(1);
    }

    @Test
    void theNextEpochWrapsTheKeysOfAllLivingTemplates() {
        // Breaks when nothing turns, when rows are not wrapped anew, or when an old key is retired before they are.
        keysAged(31);

        one.upkeep().run();

        assertThat(number("select count(*) from template where epoch = 2")).isEqualTo(1);
        assertThat(number("select count(*) from application_key where epoch = 1 and purpose = 'TEMPLATES'"
                        + " and retired_at is not null"))
                .isEqualTo(1);
        assertThat(cluster.node().recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void everyReplicaSealsUnderTheNewKeyFromTheTurnOn() {
        // P2. Breaks when the generation is not compared: two would go on with the keys that it knows, and the old
        // epoch could never end.
        keysAged(31);
        one.upkeep().run();

        two.enroll(application, BOB, bob);

        assertThat(number("select count(*) from template where epoch = 2")).isEqualTo(2);
        assertThat(one.recognize(application, BOB)).containsExactly(bob);
    }

    @Test
    void nobodyReadsAnythingAgain() {
        // Breaks when wrapping anew gives rows the head's next number, or the row's hash is of the wrapped key.
        two.recognize(application, ADA);
        int made = two.galleries().size();
        long inserted = number("select seq from template");
        keysAged(31);

        one.upkeep().run();
        two.replica().follow();

        assertThat(number("select seq from template")).isEqualTo(inserted);
        assertThat(two.replica().level()).isTrue();
        assertThat(two.galleries()).hasSize(made);
        assertThat(two.recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void aProbeFromBeforeTheTurnIsStillGoodAndComparesWithNobodyTwice() {
        // P2: re-keying does not make every row changed for comparison. Breaks when it does: ADA would be a newer
        // match.
        Node.Probed probed = one.probe(application, ADA);
        assertThat(probed.candidates()).containsExactly(ada);
        keysAged(31);
        two.upkeep().run();

        assertThat(one.store(probed, bob).outcome()).isEqualTo(Outcome.STORED);
    }

    @Test
    void aRunThatIsKilledIsContinuedByAnotherReplica() {
        // Breaks when it is one transaction, or when what is left is not looked for.
        ManyFaces.add(cluster, one, application, 1_200, 128);
        keysAged(31);
        cluster.database().execute(tx -> {
            tx.update("create sequence touched");
            tx.update("create function die() returns trigger language plpgsql as $$ begin"
                    + " if nextval('touched') > 700 then raise exception 'killed'; end if; return new; end $$");
            tx.update("create trigger die before update on template for each row execute function die()");
        });
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> one.upkeep().run());
        assertThat(number("select count(*) from template where epoch = 2")).isEqualTo(Rewrapping.BATCH);
        assertThat(number("select count(*) from application_key where retired_at is not null"))
                .isZero();
        // Half of it under the old key, half under the new one: everybody is found.
        assertThat(cluster.node().recognize(application, ADA)).containsExactly(ada);
        cluster.database().execute(tx -> tx.update("drop trigger die on template"));

        two.upkeep().run();

        assertThat(number("select count(*) from template where epoch = 2")).isEqualTo(1_201);
        assertThat(number("select max(epoch) from application_key")).isEqualTo(2);
        assertThat(number("select count(*) from application_key where retired_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void oneReplicaAtATimeDoesIt() {
        // Breaks when the lock is not taken, or its answer is not looked at.
        keysAged(31);

        cluster.database().execute(tx -> {
            assertThat(OneAtATime.KEYS.mine(tx)).isTrue();
            assertThat(two.upkeep().run()).isFalse();
        });

        assertThat(number("select max(epoch) from application_key")).isEqualTo(1);
        assertThat(two.upkeep().run()).isTrue();
        assertThat(number("select max(epoch) from application_key")).isEqualTo(2);
    }

    @Test
    void whoeverChangesARowIsNotWaitedFor() {
        // Breaks when rows are locked without "skip locked": this would wait for itself. And when the old key is
        // retired although a row still needs it.
        keysAged(31);
        one.enroll(application, BOB, bob);

        cluster.database().execute(tx -> {
            tx.first("select 1 from template where facial_id = ? for update", row -> 1, ada.value());
            two.upkeep().run();
        });

        assertThat(number("select count(*) from template where epoch = 2")).isEqualTo(1);
        assertThat(number("select count(*) from application_key where retired_at is not null"))
                .isZero();
        two.upkeep().run();
        assertThat(number("select count(*) from application_key where retired_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void aKeyThatCannotBeUnwrappedKeepsItsEpoch() {
        // Whether the row is damaged or its key, it is not to be lost by our hand. Breaks when what failed is passed
        // over.
        cluster.database()
                .execute(tx -> tx.update("update template set wrapped_key = set_bit(wrapped_key, 200,"
                        + " 1 - get_bit(wrapped_key, 200))"));
        keysAged(31);

        one.upkeep().run();

        assertThat(number("select count(*) from template where epoch = 1")).isEqualTo(1);
        assertThat(number("select count(*) from application_key where retired_at is not null"))
                .isZero();
    }

    @Test
    void onItsDayAnOldKeyIsDestroyedEverywhereAndCopiesAreUnreadable() {
        // Breaks when it is not deleted, when replicas do not hear of it, or when they keep what they have.
        SealedTemplate copy = cluster.database()
                .write(tx -> tx.first(
                        "select sealed, wrapped_key, epoch from template",
                        row -> new SealedTemplate(row.getBytes(1), row.getBytes(2), row.getInt(3))))
                .orElseThrow();
        ApplicationKeys ofTwo = keysOf(two);
        keysAged(31);
        one.upkeep().run();
        retirementAged(34);
        one.upkeep().run();
        two.replica().follow();
        assertThat(ofTwo.epoch()).isEqualTo(2);
        assertThat(number("select count(*) from application_key where epoch = 1 and purpose = 'TEMPLATES'"))
                .isEqualTo(1);

        retirementAged(36);
        one.upkeep().run();
        two.replica().follow();

        assertThat(number("select count(*) from application_key where epoch = 1 and purpose = 'TEMPLATES'"))
                .isZero();
        assertThat(ofTwo.open(new TemplatePlace(application, ada, "standard"), copy))
                .isEmpty();
        assertThat(two.replica().level()).isTrue();
        assertThat(cluster.node().recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void aKeyThatARowNeedsIsNotDestroyedWhateverItsDay() {
        // Breaks when the day alone decides: nobody could ever read that row again.
        one.rekeying().begin(cluster.context(application, Operation.MANAGE));
        cluster.database()
                .execute(tx -> tx.update("update application_key set retired_at = clock_timestamp()"
                        + " where purpose = 'TEMPLATES' and epoch = 1"));
        retirementAged(36);

        one.upkeep().run();
        assertThat(cluster.node().recognize(application, ADA)).containsExactly(ada);
        one.upkeep().run();

        assertThat(number("select count(*) from template where epoch = 2")).isEqualTo(1);
        assertThat(number("select count(*) from application_key where epoch = 1 and retired_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void aRunThatLostItsTurnLosesNoRow() throws Exception {
        // Its connection with the lock is gone, and it has not noticed: it wraps by key 2 while another replica makes
        // key 3, and looks who needs key 2. Breaks when a key is retired without waiting for those who wrap by it: no
        // replica reads a retired key.
        one.rekeying().begin(cluster.context(application, Operation.MANAGE));
        keysAged(31);
        cluster.database().execute(tx -> {
            tx.update("create function hold() returns trigger language plpgsql as $$ begin"
                    + " perform pg_advisory_xact_lock(42); return new; end $$");
            tx.update("create trigger hold before update on template for each row execute function hold()");
        });
        Rewrapping late = new Rewrapping(cluster.database(), new Templates(), one.keys());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> both = new ArrayList<>();
            cluster.database().execute(tx -> {
                tx.first("select pg_advisory_xact_lock(42)", row -> 1);
                both.add(threads.submit(() -> late.run(application, () -> false)));
                await().atMost(LONG).until(() -> number(WAITING) == 1);
                both.add(threads.submit(() -> two.upkeep().run()));
                await().atMost(LONG).until(() -> both.getLast().isDone() || number(WAITING) == 2);
            });
            for (Future<?> run : both) {
                run.get();
            }
        }

        assertThat(number("select max(epoch) from application_key")).isEqualTo(3);
        assertThat(cluster.node().recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void untilThenACopyCanBeRead() {
        // The test above can fail: with the key of its epoch the copy opens.
        SealedTemplate copy = cluster.database()
                .write(tx -> tx.first(
                        "select sealed, wrapped_key, epoch from template",
                        row -> new SealedTemplate(row.getBytes(1), row.getBytes(2), row.getInt(3))))
                .orElseThrow();

        assertThat(keysOf(two).open(new TemplatePlace(application, ada, "standard"), copy))
                .isPresent();
    }

    @Test
    void anApplicationThatIsNoMoreHasNoEpochs() {
        // Breaks when keys are made for a head whose application was deleted.
        keysAged(31);
        cluster.purge(one, cluster.entry(application));

        two.upkeep().run();

        assertThat(number("select count(*) from application_key")).isZero();
    }

    private ApplicationKeys keysOf(Node node) {
        return cluster.database().write(tx -> node.keys().of(tx, application));
    }

    private void keysAged(int days) {
        cluster.database()
                .execute(tx -> tx.update(
                        "update application_key set created_at = clock_timestamp() - ? * interval '1 day'", days));
    }

    private void retirementAged(int days) {
        cluster.database()
                .execute(tx -> tx.update(
                        "update application_key set retired_at = clock_timestamp() - ? * interval '1 day'"
                                + " where retired_at is not null",
                        days));
    }

    private long number(String sql) {
        return cluster.database()
                .write(tx -> tx.list(sql, row -> row.getLong(1)))
                .getFirst();
    }
}
