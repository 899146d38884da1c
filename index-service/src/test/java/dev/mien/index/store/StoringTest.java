package dev.mien.index.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreAnswer.Outcome;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.index.gallery.Scope;
import dev.mien.index.probe.Probing;
import dev.mien.index.vault.ProbeContents;
import dev.mien.index.vault.ProbeSeal;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** P1, P2 and P4 as a store sees them, over one real database and two processes. */
class StoringTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private static final MadeUpFace BOB = new MadeUpFace(2);
    private static Cluster cluster;
    private static Node one;
    private static Node two;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId first = new FacialId(UUID.randomUUID());
    private final FacialId second = new FacialId(UUID.randomUUID());

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
    void whatIsStoredIsFoundByEveryReplicaAtOnce() {
        // Rule 2. Breaks when a probe searches without catching up first.
        StoreAnswer stored = one.enroll(application, ADA, first);

        assertThat(stored.outcome()).isEqualTo(Outcome.STORED);
        assertThat(two.recognize(application, ADA)).containsExactly(first);
        assertThat(two.recognize(application, BOB)).isEmpty();
    }

    @Test
    void aStoreSeesWhoCameAfterItsProbe() {
        // P1: A is stored but pending; B's probe did not see A. Breaks without the comparison in Storing.store.
        Node.Probed late = two.probe(application, ADA);
        one.enroll(application, ADA, first);

        StoreAnswer answer = two.store(late, second);

        assertThat(answer.outcome()).isEqualTo(Outcome.NEWER_MATCHES);
        assertThat(answer.newer()).extracting(Candidate::facialId).containsExactly(first);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aStoreIgnoresWhomItIsToldToIgnoreAndNobodyElse() {
        // P1: enrollment-service found the newer match erasing. Breaks when ignore is dropped, or ignores everybody.
        Node.Probed late = two.probe(application, ADA);
        one.enroll(application, ADA, first);

        assertThat(two.store(late, second, new FacialId(UUID.randomUUID())).outcome())
                .isEqualTo(Outcome.NEWER_MATCHES);
        assertThat(two.store(late, second, first).outcome()).isEqualTo(Outcome.STORED);
    }

    @Test
    void aStoreDoesNotMindStrangersOrWhatItsProbeHasSeen() {
        one.enroll(application, ADA, first);
        Node.Probed informed = two.probe(application, ADA);
        one.enroll(application, BOB, new FacialId(UUID.randomUUID()));

        // The probe told of ADA; whether she counts was decided then.
        assertThat(informed.candidates()).containsExactly(first);
        assertThat(two.store(informed, second).outcome()).isEqualTo(Outcome.STORED);
    }

    @Test
    void aTemplateThatChangedSinceTheProbeIsCompared() {
        // P2: a template learned between probe and store. Breaks when the comparison asks for inserted rows alone.
        one.enroll(application, ADA, first);
        cluster.clock().advance(Duration.ofDays(1));
        Node.Probed probe = two.probe(application, ADA);
        learn(ADA.frame(1), first);

        StoreAnswer answer = two.store(probe, second);

        assertThat(answer.outcome()).isEqualTo(Outcome.NEWER_MATCHES);
        assertThat(answer.newer()).extracting(Candidate::facialId).containsExactly(first);
    }

    @Test
    void ofAHundredPairsOfSimultaneousEnrolmentsOneEachWins() throws Exception {
        // D6. Breaks when a store takes neither the head's lock nor the application's: both then compare before either
        // inserts. (The head's alone taken away, manyAtOnceLeaveCountAndChecksumRight fails.)
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int pair = 0; pair < 100; pair++) {
                MadeUpFace face = new MadeUpFace(1_000 + pair);
                Node.Probed left = one.probe(application, face);
                Node.Probed right = two.probe(application, face);

                List<Future<StoreAnswer>> answers = List.of(
                        threads.submit(() -> one.store(left, new FacialId(UUID.randomUUID()))),
                        threads.submit(() -> two.store(right, new FacialId(UUID.randomUUID()))));

                assertThat(List.of(
                                answers.get(0).get().outcome(),
                                answers.get(1).get().outcome()))
                        .containsExactlyInAnyOrder(Outcome.STORED, Outcome.NEWER_MATCHES);
            }
        }
        assertThat(rows()).isEqualTo(100);
        assertThat(head("seq")).isEqualTo(100);
        assertThat(head("count")).isEqualTo(100);
    }

    @Test
    void manyAtOnceLeaveCountAndChecksumRight() throws Exception {
        List<Future<StoreAnswer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                Node node = i % 2 == 0 ? one : two;
                MadeUpFace face = new MadeUpFace(5_000 + i);
                answers.add(threads.submit(() -> node.enroll(application, face, new FacialId(UUID.randomUUID()))));
            }
        }
        for (Future<StoreAnswer> answer : answers) {
            assertThat(answer.get().outcome()).isEqualTo(Outcome.STORED);
        }
        assertThat(head("checksum"))
                .isEqualTo(number("select sum(row_hash)::numeric from template where application_id = ?"));
        assertThat(two.recognize(application, new MadeUpFace(5_007))).hasSize(1);
    }

    @Test
    void theSameStoreAgainIsTheSameAnswerAndNothingElse() {
        // A lost answer. Breaks without the look at stored_probe.
        Node.Probed probe = one.probe(application, ADA);
        one.store(probe, first);

        StoreAnswer again = two.store(probe, first);

        assertThat(again.outcome()).isEqualTo(Outcome.STORED);
        assertThat(rows()).isEqualTo(1);
        assertThat(head("seq")).isEqualTo(1);
    }

    @Test
    void aProbeIsStoredUnderOneFacialIdOnly() {
        Node.Probed probe = one.probe(application, ADA);
        one.store(probe, first);

        assertThat(two.store(probe, second, first).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aFacialIdHasOneTemplate() {
        one.enroll(application, ADA, first);

        assertThat(one.enroll(application, BOB, first).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aProbeIsOldAfterAMinute() {
        // Breaks when the expiry is not asked for.
        Node.Probed probe = one.probe(application, ADA);

        cluster.clock().advance(Probing.PROBE_LIFE);

        assertThat(one.store(probe, first).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
    }

    @Test
    void aProbeIsRefusedInAnotherIncarnation() {
        // P2: a probe at head 1, the database restored to 0, another face stored as 1: without the incarnation only
        // what came after 1 would be compared. Breaks when Storing.valid forgets the incarnation.
        one.enroll(application, BOB, new FacialId(UUID.randomUUID()));
        Node.Probed probe = one.probe(application, ADA);
        cluster.database().execute(tx -> {
            tx.update("delete from template where application_id = ?", application.value());
            tx.update("update head set seq = 0, count = 0, checksum = 0 where application_id = ?", application.value());
            one.purge().restored(tx);
        });
        two.enroll(application, ADA, first);

        assertThat(one.store(probe, second).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
    }

    @Test
    void aProbeThatIsAheadOfTheHeadIsRefused() {
        one.enroll(application, BOB, new FacialId(UUID.randomUUID()));
        Node.Probed probe = one.probe(application, ADA);
        cluster.database()
                .execute(tx -> tx.update(
                        "update head set seq = 0, count = 0, checksum = 0 where application_id = ?",
                        application.value()));

        assertThat(one.store(probe, first).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
    }

    @Test
    void aProbeIsStoredUnderItsOwnRequestApplicationAndProfileOnly() {
        Node.Probed probe = one.probe(application, ADA);
        ApplicationId foreign = new ApplicationId(UUID.randomUUID());

        for (RequestContext context : List.of(
                cluster.context(application, Operation.ENROLL),
                cluster.context(foreign, Operation.ENROLL),
                withJti(
                        cluster.context(application, Operation.ENROLL, Cluster.policy(Liveness.NONE, "accurate")),
                        probe.context().jti()))) {
            StoreAnswer answer =
                    one.storing().store(context, request(probe.answer().sealedProbe(), 0.6));

            assertThat(answer.outcome()).isEqualTo(Outcome.PROBE_REFUSED);
        }
        assertThat(rows()).isZero();
    }

    @Test
    void aProbeThatWasMadeToRecognizeHasNoSeal() {
        RequestContext context = cluster.context(application, Operation.AUTHENTICATE);

        ProbeAnswer answer = one.probing().probe(context, Purpose.RECOGNIZE, Scope.EVERYONE, List.of(ADA.frame()));

        assertThat(answer.sealedProbe()).isNull();
    }

    @Test
    void aProbeThatMayJoinATemplateCannotBeStoredAsSomebodyNew() {
        // Breaks when a store does not look at what a probe was made for: whoever is recognized would be enrolled anew.
        one.enroll(application, ADA, first);
        Policy learning = Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE, true);
        RequestContext context = cluster.context(application, Operation.AUTHENTICATE, learning);
        ProbeAnswer answer = one.probing().probe(context, Purpose.RECOGNIZE, Scope.EVERYONE, List.of(ADA.frame(1)));

        StoreAnswer stored =
                one.storing().store(context, new StoreRequest(answer.sealedProbe(), second, false, 0.6, List.of()));

        assertThat(stored.outcome()).isEqualTo(Outcome.PROBE_REFUSED);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void whoIsInTheLedgerIsNotStored() {
        // P4, the purge came first. Breaks without LedgerGuard.mayWrite.
        Node.Probed probe = one.probe(application, ADA);
        cluster.purge(two, cluster.entry(application, first));

        assertThat(one.store(probe, first).outcome()).isEqualTo(Outcome.ERASED);
        assertThat(rows()).isZero();
    }

    @Test
    void whoWasStoredBeforeThePurgeIsPurgedAndNotStoredAgain() {
        Node.Probed probe = one.probe(application, ADA);
        one.store(probe, first);
        cluster.purge(two, cluster.entry(application, first));

        assertThat(one.store(probe, first).outcome()).isEqualTo(Outcome.ERASED);
        assertThat(two.recognize(application, ADA)).isEmpty();
    }

    @Test
    void nobodyIsStoredInADeletedApplication() {
        Node.Probed probe = one.probe(application, ADA);
        cluster.purge(two, cluster.entry(application));

        assertThat(one.store(probe, first).outcome()).isEqualTo(Outcome.ERASED);
        assertThat(rows()).isZero();
    }

    @Test
    void aStoreAndAPurgeAtOnceEndWithNobody() throws Exception {
        // P4: a store checks the ledger; the purge finds nothing and fulfils; the store commits. Breaks when the purge
        // takes neither the head's nor the subject's lock before it looks.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                FacialId facialId = new FacialId(UUID.randomUUID());
                Node.Probed probe = one.probe(application, new MadeUpFace(9_000 + i));
                LedgerEntry entry = cluster.entry(application, facialId);
                Future<StoreAnswer> store = threads.submit(() -> one.store(probe, facialId));
                Future<?> purge = threads.submit(() -> cluster.purge(two, entry));
                store.get();
                purge.get();
            }
        }
        assertThat(rows()).isZero();
        assertThat(head("count")).isZero();
        assertThat(head("checksum")).isZero();
    }

    @Test
    void theFirstStoreOfAnApplicationAndItsPurgeAtOnceEndWithNobody() throws Exception {
        // As above, where the head itself is only being made. Breaks when the purge looks for the head without making
        // it.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 30; i++) {
                ApplicationId fresh = new ApplicationId(UUID.randomUUID());
                FacialId facialId = new FacialId(UUID.randomUUID());
                RequestContext context = cluster.context(fresh, Operation.ENROLL);
                String seal = new ProbeSeal(cluster.encryption())
                        .seal(
                                fresh,
                                new ProbeContents(
                                        Purpose.ENROLL,
                                        context.jti(),
                                        cluster.clock().instant().plusSeconds(60),
                                        new HeadPosition(UUID.randomUUID(), 0),
                                        1,
                                        PlannedFaces.PROFILE,
                                        ADA.vector()));
                LedgerEntry entry = i % 2 == 0 ? cluster.entry(fresh, facialId) : cluster.entry(fresh);
                List<Future<?>> both = new ArrayList<>(List.of(
                        threads.submit(() -> cluster.purge(two, entry)),
                        threads.submit(() ->
                                one.storing().store(context, new StoreRequest(seal, facialId, true, 0.6, List.of())))));
                Collections.reverse(both);
                for (Future<?> each : both) {
                    each.get();
                }
                assertThat(number("select count(*) from template where application_id = ?", fresh))
                        .isZero();
            }
        }
    }

    @Test
    void aThresholdThatMatchesNobodyIsNoThreshold() {
        // Breaks when the check lets NaN through: then every face could enrol twice.
        Node.Probed probe = one.probe(application, ADA);

        for (double threshold : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1.01, -1.01}) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> one.storing()
                            .store(probe.context(), request(probe.answer().sealedProbe(), threshold)));
        }
        assertThat(rows()).isZero();
    }

    @Test
    void nothingIsStoredWhileANewerRowCannotBeRead() {
        // Fails closed. Breaks when an unreadable row counts as no match.
        Node.Probed probe = two.probe(application, ADA);
        one.enroll(application, ADA, first);
        cluster.database()
                .execute(tx -> tx.update(
                        "update template set sealed = overlay(sealed placing '\\x00'::bytea from 20) where application_id = ?",
                        application.value()));

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> two.store(probe, second));
        assertThat(rows()).isEqualTo(1);
    }

    private StoreRequest request(String seal, double threshold) {
        return new StoreRequest(seal, first, true, threshold, List.of());
    }

    private static RequestContext withJti(RequestContext context, UUID jti) {
        return new RequestContext(
                jti,
                context.application(),
                context.operation(),
                context.session(),
                context.challenge(),
                context.country(),
                context.address(),
                context.policy(),
                context.bodySha256(),
                context.issuedAt(),
                context.expiresAt());
    }

    private long rows() {
        return number("select count(*) from template where application_id = ?");
    }

    private long head(String column) {
        return number("select " + column + " from head where application_id = ?");
    }

    private long number(String sql) {
        return number(sql, application);
    }

    /** A number, modulo 2^64. */
    private static long number(String sql, ApplicationId application) {
        return cluster.database()
                .write(tx ->
                        tx.first(sql, row -> row.getBigDecimal(1).toBigInteger().longValue(), application.value()))
                .orElseThrow();
    }

    /** Another occasion of a face joins its template, on another day than the enrollment's. */
    private void learn(Frame frame, FacialId facialId) {
        RequestContext context = cluster.context(
                application, Operation.AUTHENTICATE, Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE, true));
        String sealed = one.probing()
                .probe(context, Purpose.RECOGNIZE, Scope.EVERYONE, List.of(frame))
                .sealedProbe();
        assertThat(one.learning()
                        .join(context, facialId, new JoinRequest(sealed))
                        .outcome())
                .isEqualTo(TemplateAnswer.Outcome.JOINED);
    }
}
