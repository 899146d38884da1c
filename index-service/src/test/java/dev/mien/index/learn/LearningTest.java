package dev.mien.index.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
import dev.mien.contracts.index.TemplateAnswer;
import dev.mien.contracts.index.TemplateAnswer.Outcome;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.index.gallery.Scope;
import dev.mien.index.probe.Probing;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.Occasions;
import dev.mien.index.vault.ProbeContents;
import dev.mien.index.vault.ProbeSeal;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Templates that change, over one real database and two processes. Scores of made-up faces: {@link Angles}. */
class LearningTest {
    private static final Policy LEARNING = Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE, true);
    private static Cluster cluster;
    private static Node one;
    private static Node two;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private final FacialId eve = new FacialId(UUID.randomUUID());

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

    @BeforeEach
    void enrollAda() {
        enroll(ada, Angles.at(0));
    }

    @Test
    void aCertainRecognitionJoinsTheTemplateOfEveryReplica() {
        nextDay();
        double before = score(two, Angles.at(40));

        TemplateAnswer answer = learn(Angles.at(30));

        // The mean lies at 15 degrees. Breaks when the mean is of other vectors, or the head's checksum of another row.
        assertThat(answer).isEqualTo(new TemplateAnswer(Outcome.JOINED, 2));
        assertThat(before).isBetween(0.75, 0.78);
        assertThat(score(two, Angles.at(40))).isBetween(0.895, 0.915);
        assertThat(head("seq")).isEqualTo(2);
        assertThat(head("count")).isEqualTo(1);
        assertThat(head("checksum")).isEqualTo(number("select row_hash from template where application_id = ?"));
    }

    @Test
    void nothingIsSealedThatMayNotBeLearned() {
        // Breaks when a probe is sealed whatever the policy says, however uncertain it was, or for an attempt in vain.
        Policy off = Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE, false);

        assertThat(probe(LEARNING, Purpose.RECOGNIZE, Angles.at(30)).answer().sealedProbe())
                .isNotNull();
        assertThat(probe(off, Purpose.RECOGNIZE, Angles.at(30)).answer().sealedProbe())
                .isNull();
        assertThat(probe(LEARNING, Purpose.RECOGNIZE, Angles.at(55)).answer().sealedProbe())
                .isNull();
        assertThat(probe(LEARNING, Purpose.RECOGNIZE, Angles.at(90)).answer().sealedProbe())
                .isNull();
    }

    @Test
    void amongSomeItTakesASearchsCertaintyOfTheBestOfThem() {
        // Breaks when whoever is on a list can be learned from at what a comparison with one asks for (.574 is above
        // it), or when the first of the list is taken for the best: eve or ada, whichever that is.
        enroll(eve, Angles.at(90));
        Scope some = new Scope.Among(Set.of(ada, eve));

        assertThat(probe(LEARNING, new Scope.Among(Set.of(ada)), Angles.at(55))
                        .answer()
                        .sealedProbe())
                .isNull();
        assertThat(probe(LEARNING, some, Angles.at(35)).answer().sealedProbe()).isNotNull();
        assertThat(probe(LEARNING, some, Angles.at(55)).answer().sealedProbe()).isNotNull();
    }

    @Test
    void twoOccasionsOfOneDayCountOnce() {
        // Breaks without the look at the day, for the enrollment's own or for a later one.
        assertThat(learn(Angles.at(20)).outcome()).isEqualTo(Outcome.SAME_DAY);

        nextDay();
        assertThat(learn(Angles.at(20)).outcome()).isEqualTo(Outcome.JOINED);
        assertThat(learn(Angles.at(10))).isEqualTo(new TemplateAnswer(Outcome.SAME_DAY, 2));

        nextDay();
        assertThat(learn(Angles.at(10))).isEqualTo(new TemplateAnswer(Outcome.JOINED, 3));
    }

    @Test
    void fourOccasionsAreEnough() {
        for (int occasion = 1; occasion < Occasions.MOST; occasion++) {
            nextDay();
            assertThat(learn(Angles.aside(occasion))).isEqualTo(new TemplateAnswer(Outcome.JOINED, occasion + 1));
        }

        nextDay();
        // Breaks without the limit.
        assertThat(learn(Angles.aside(Occasions.MOST))).isEqualTo(new TemplateAnswer(Outcome.FULL, Occasions.MOST));
        assertThat(head("seq")).isEqualTo(Occasions.MOST);
    }

    @Test
    void aProbeJoinsOnce() {
        // A lost answer. Breaks without the look at stored_probe and the one for the same picture: either is enough.
        nextDay();
        Probed probe = probe(LEARNING, Purpose.RECOGNIZE, Angles.at(30));
        join(one, probe, ada);

        assertThat(join(two, probe, ada)).isEqualTo(new TemplateAnswer(Outcome.ALREADY_JOINED, 2));
        assertThat(head("seq")).isEqualTo(2);
    }

    @Test
    void aProbeJoinsOneTemplateOnly() {
        enroll(eve, Angles.at(90));
        nextDay();
        Probed probe = probe(LEARNING, Purpose.RECOGNIZE, Angles.at(30));
        join(one, probe, ada);

        assertThat(join(two, probe, eve).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
    }

    @Test
    void aPictureCountsOnceOnWhateverDayItIsShownAgain() {
        // Breaks without the look for the same picture: a stolen one, shown daily, would become the template.
        nextDay();
        assertThat(learn(Angles.at(0)).outcome()).isEqualTo(Outcome.ALREADY_JOINED);
        learn(Angles.at(30));
        nextDay();

        assertThat(learn(Angles.at(30))).isEqualTo(new TemplateAnswer(Outcome.ALREADY_JOINED, 2));
    }

    @Test
    void whoIsErasedBetweenProbeAndMergeIsNotWrittenAbout() {
        // P4. Breaks without LedgerGuard.mayWrite where a restored backup has brought the row back.
        nextDay();
        Probed probe = probe(LEARNING, Purpose.RECOGNIZE, Angles.at(30));
        restoredAfter(() -> cluster.purge(two, cluster.entry(application, ada)));

        assertThat(join(one, probe, ada).outcome()).isEqualTo(Outcome.GONE);
        assertThat(number("select count(*) from template where application_id = ? and occasions is not null"))
                .isZero();
    }

    @Test
    void nobodyLearnsInADeletedApplication() {
        nextDay();
        Probed probe = probe(LEARNING, Purpose.RECOGNIZE, Angles.at(30));
        cluster.purge(two, cluster.entry(application));

        assertThat(join(one, probe, ada).outcome()).isEqualTo(Outcome.GONE);
    }

    @Test
    void anErasureTakesTheOccasionsWithIt() {
        nextDay();
        learn(Angles.at(30));

        cluster.purge(two, cluster.entry(application, ada));

        assertThat(number("select count(*) from template where application_id = ?"))
                .isZero();
        assertThat(score(one, Angles.at(15))).isZero();
        assertThat(cluster.tablesThatName(ada)).isEmpty();
    }

    @Test
    void aMergeAndAPurgeAtOnceEndWithNobody() throws Exception {
        // P4: a merge checks the ledger; the purge removes the row; the merge commits. Breaks when the merge updates
        // what it has read before the lock, by inserting it again.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                MadeUpFace face = new MadeUpFace(7_000 + i);
                FacialId facialId = new FacialId(UUID.randomUUID());
                one.enroll(application, face, facialId);
                nextDay();
                Probed probe = probe(LEARNING, Purpose.RECOGNIZE, face.frame(1));
                LedgerEntry entry = cluster.entry(application, facialId);
                Future<?> merge = threads.submit(() -> join(one, probe, facialId));
                Future<?> purge = threads.submit(() -> cluster.purge(two, entry));
                merge.get();
                purge.get();
            }
        }
        assertThat(head("count")).isEqualTo(1);
        assertThat(head("checksum"))
                .isEqualTo(number("select sum(row_hash)::numeric from template where application_id = ?"));
    }

    @Test
    void aTemplateDoesNotComeNearSomebodyElses() {
        // P2, by memory. Breaks without the comparison in Learning.others.
        enroll(eve, Angles.at(60));
        nextDay();

        TemplateAnswer answer = learn(Angles.at(20));

        assertThat(answer).isEqualTo(new TemplateAnswer(Outcome.RESEMBLES_ANOTHER, 1));
        assertThat(head("seq")).isEqualTo(2);
    }

    @Test
    void whoCameAfterTheSearchIsComparedUnderTheHead() {
        // P2, under the lock. Breaks without Newer in Change.join.
        nextDay();
        Probed probe = probe(LEARNING, Purpose.RECOGNIZE, Angles.at(20));
        HeadPosition seen = probe.answer().searchedThrough();
        enroll(eve, Angles.at(60));

        TemplateAnswer answer = joinHavingSeen(probe, seen);

        assertThat(answer.outcome()).isEqualTo(Outcome.RESEMBLES_ANOTHER);
        assertThat(number("select count(*) from template where application_id = ? and occasions is not null"))
                .isZero();
    }

    @Test
    void aStoreSeesATemplateThatLearnedSinceItsProbe() {
        // P2: a template learned between probe and store.
        nextDay();
        Node.Probed newcomer = enrolling(Angles.at(55));
        learn(Angles.at(30));

        StoreAnswer answer = two.store(newcomer, eve);

        assertThat(newcomer.answer().candidates()).allMatch(found -> found.score() < PlannedFaces.THRESHOLD);
        assertThat(answer.outcome()).isEqualTo(StoreAnswer.Outcome.NEWER_MATCHES);
        assertThat(answer.newer()).extracting(Candidate::facialId).containsExactly(ada);
    }

    @Test
    void whatARecognitionIsNotCertainOfIsNotLearned() {
        // Breaks when the seal's own figure is not asked for: it was certain of the template of then.
        nextDay();

        assertThat(learnSealed(Angles.at(30), 0.9).outcome()).isEqualTo(Outcome.UNCERTAIN);
        assertThat(learnSealed(Angles.at(30), 0.6).outcome()).isEqualTo(Outcome.JOINED);
    }

    @Test
    void everyOccasionIsNearTheEnrollment() {
        // Breaks without the comparison with the enrollment: 62 degrees from it, and 53 from the mean.
        nextDay();
        learn(Angles.at(30));
        nextDay();

        TemplateAnswer answer = learn(Angles.of(0.47f, 0.57f));

        assertThat(score(one, Angles.of(0.47f, 0.57f))).isGreaterThan(PlannedFaces.THRESHOLD);
        assertThat(answer).isEqualTo(new TemplateAnswer(Outcome.OTHER_FACE, 2));
    }

    @Test
    void aTemplateIsNotWalkedOverToSomebodyElse() {
        // Somebody at 90 degrees shows, every day, whatever leads furthest towards them and is still recognized with
        // certainty. Breaks when the mean may lean further than half the way: at 44 degrees they are recognized.
        for (int day = 0; day < 30; day++) {
            nextDay();
            for (int degrees = 89; degrees > 0; degrees--) {
                Probed step = probe(LEARNING, Purpose.RECOGNIZE, Angles.at(degrees));
                if (step.answer().sealedProbe() != null && join(one, step, ada).outcome() == Outcome.JOINED) {
                    break;
                }
            }
        }

        assertThat(score(one, Angles.at(90))).isLessThan(PlannedFaces.THRESHOLD);
        assertThat(score(one, Angles.at(0))).isGreaterThan(0.86);
    }

    @Test
    void aBackendBringsAnotherOccasionOfTheSameDay() {
        // Its word that it is another one is believed.
        assertThat(add(Angles.at(20))).isEqualTo(new TemplateAnswer(Outcome.JOINED, 2));
        assertThat(add(Angles.aside(1))).isEqualTo(new TemplateAnswer(Outcome.JOINED, 3));
    }

    @Test
    void aBackendsOccasionIsOfTheSameFace() {
        // Breaks when a backend's word is believed for that, too.
        assertThat(add(Angles.at(62)).outcome()).isEqualTo(Outcome.OTHER_FACE);
        assertThat(add(Angles.at(90)).outcome()).isEqualTo(Outcome.OTHER_FACE);
        assertThat(head("seq")).isEqualTo(1);
    }

    @Test
    void twoOccasionsAtOnceBothCount() throws Exception {
        // Breaks when the row is written as it was read before the lock.
        Probed left = probe(LEARNING, Purpose.ADD, Angles.aside(1));
        Probed right = probe(LEARNING, Purpose.ADD, Angles.aside(2));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TemplateAnswer>> both =
                    List.of(threads.submit(() -> join(one, left, ada)), threads.submit(() -> join(two, right, ada)));

            assertThat(List.of(both.get(0).get(), both.get(1).get()))
                    .containsExactlyInAnyOrder(
                            new TemplateAnswer(Outcome.JOINED, 2), new TemplateAnswer(Outcome.JOINED, 3));
        }
        assertThat(add(Angles.aside(3))).isEqualTo(new TemplateAnswer(Outcome.JOINED, 4));
    }

    @Test
    void aResetLeavesTheEnrollmentAlone() {
        nextDay();
        learn(Angles.at(30));

        TemplateAnswer answer = two.learning().reset(manage(), ada);

        // Breaks when the mean is kept, or replicas are not told.
        assertThat(answer).isEqualTo(new TemplateAnswer(Outcome.RESET, 1));
        assertThat(score(one, Angles.at(0))).isGreaterThan(0.995);
        assertThat(score(one, Angles.at(40))).isBetween(0.75, 0.78);
        assertThat(number("select count(*) from template where application_id = ? and occasions is not null"))
                .isZero();
        assertThat(head("checksum")).isEqualTo(number("select row_hash from template where application_id = ?"));
        assertThat(learn(Angles.aside(1))).isEqualTo(new TemplateAnswer(Outcome.JOINED, 2));
    }

    @Test
    void aResetOfWhatHasNotLearnedChangesNothing() {
        assertThat(one.learning().reset(manage(), ada)).isEqualTo(new TemplateAnswer(Outcome.UNCHANGED, 1));
        assertThat(head("seq")).isEqualTo(1);
    }

    @Test
    void nobodysTemplateIsGone() {
        FacialId nobody = new FacialId(UUID.randomUUID());
        RequestContext elsewhere = cluster.context(new ApplicationId(UUID.randomUUID()), Operation.MANAGE, LEARNING);

        assertThat(one.learning().reset(manage(), nobody).outcome()).isEqualTo(Outcome.GONE);
        assertThat(one.learning().reset(elsewhere, ada).outcome()).isEqualTo(Outcome.GONE);
        nextDay();
        assertThat(join(one, probe(LEARNING, Purpose.RECOGNIZE, Angles.at(30)), nobody)
                        .outcome())
                .isEqualTo(Outcome.GONE);
    }

    @Test
    void aProbeJoinsUnderItsOwnRequestAndInItsTimeOnly() {
        nextDay();
        Probed learned = probe(LEARNING, Purpose.RECOGNIZE, Angles.at(30));
        Probed added = probe(LEARNING, Purpose.ADD, Angles.at(30));
        Node.Probed enrolling = enrolling(Angles.at(30));

        for (Probed wrong : List.of(
                new Probed(cluster.context(application, Operation.AUTHENTICATE, LEARNING), learned.answer()),
                new Probed(as(learned.context(), Operation.MANAGE), learned.answer()),
                new Probed(as(added.context(), Operation.AUTHENTICATE), added.answer()),
                new Probed(as(enrolling.context(), Operation.MANAGE), enrolling.answer()),
                new Probed(as(enrolling.context(), Operation.AUTHENTICATE), enrolling.answer()))) {
            assertThat(join(one, wrong, ada).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
        }
        cluster.clock().advance(Probing.PROBE_LIFE);
        assertThat(join(one, learned, ada).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
        assertThat(head("seq")).isEqualTo(1);
    }

    @Test
    void aProbeOfAnotherIncarnationJoinsNothing() {
        nextDay();
        Probed probe = probe(LEARNING, Purpose.RECOGNIZE, Angles.at(30));
        cluster.database().execute(tx -> one.purge().restored(tx));

        assertThat(join(one, probe, ada).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
    }

    @Test
    void noTableHoldsAnOccasionInTheClear() {
        nextDay();
        learn(Angles.at(30));

        for (Frame frame : List.of(Angles.at(0), Angles.at(30), Angles.at(15))) {
            // The first two numbers: the others are nought.
            assertThat(cluster.tablesThatHold(Arrays.copyOf(frame.expose(), 8))).isEmpty();
        }
    }

    @Test
    void occasionsOfAnotherTemplateAreNotBelieved() {
        // K1. Breaks when occasions are sealed under a key of their own, or bound to nobody.
        FacialId bob = new FacialId(UUID.randomUUID());
        enroll(bob, Angles.at(90));
        nextDay();
        learn(Angles.at(20));
        cluster.database()
                .execute(tx -> tx.update(
                        "update template set occasions = (select occasions from template where facial_id = ?)"
                                + " where facial_id = ?",
                        ada.value(),
                        bob.value()));

        assertThatIllegalStateException().isThrownBy(() -> one.learning().reset(manage(), bob));
    }

    @Test
    void occasionsThatWereTakenAwayAreMissed() {
        // Breaks when a row's hash does not say whether there are occasions: the mean would pass for the enrollment,
        // and be the beginning of three more steps.
        nextDay();
        learn(Angles.at(30));
        score(one, Angles.at(30));
        cluster.database()
                .execute(tx -> tx.update(
                        "update template set occasions = null where application_id = ?", application.value()));
        nextDay();

        assertThatIllegalStateException().isThrownBy(() -> learn(Angles.at(40)));
        assertThatIllegalStateException().isThrownBy(() -> one.learning().reset(manage(), ada));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> cluster.node().recognize(application, new MadeUpFace(1)))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
    }

    @Test
    void anEarlierStateOfTheOccasionsIsNotBelieved() {
        // Breaks when a changed template keeps its key: then two occasions open beside the mean of three.
        nextDay();
        learn(Angles.at(30));
        byte[] earlier = cluster.database()
                .snapshot(tx -> tx.first(
                                "select occasions from template where application_id = ?",
                                row -> row.getBytes(1),
                                application.value())
                        .orElseThrow());
        nextDay();
        learn(Angles.at(20));
        cluster.database()
                .execute(tx -> tx.update(
                        "update template set occasions = ? where application_id = ?", earlier, application.value()));
        nextDay();

        assertThatIllegalStateException().isThrownBy(() -> learn(Angles.at(10)));
        assertThatIllegalStateException().isThrownBy(() -> one.learning().reset(manage(), ada));
    }

    /** A probe, and the request that it belongs to. */
    private record Probed(RequestContext context, ProbeAnswer answer) {}

    private Probed probe(Policy policy, Scope scope, Frame frame) {
        RequestContext context = cluster.context(application, Operation.AUTHENTICATE, policy);
        return new Probed(context, one.probing().probe(context, Purpose.RECOGNIZE, scope, List.of(frame)));
    }

    private Probed probe(Policy policy, Purpose purpose, Frame frame) {
        boolean added = purpose == Purpose.ADD;
        RequestContext context =
                cluster.context(application, added ? Operation.MANAGE : Operation.AUTHENTICATE, policy);
        return new Probed(
                context,
                one.probing().probe(context, purpose, added ? new Scope.Only(ada) : Scope.EVERYONE, List.of(frame)));
    }

    private Node.Probed enrolling(Frame frame) {
        RequestContext context = cluster.context(application, Operation.ENROLL);
        return new Node.Probed(context, two.probing().probe(context, Purpose.ENROLL, Scope.EVERYONE, List.of(frame)));
    }

    private TemplateAnswer join(Node by, Probed probe, FacialId facialId) {
        return by.learning()
                .join(probe.context(), facialId, new JoinRequest(probe.answer().sealedProbe()));
    }

    private TemplateAnswer learn(Frame frame) {
        return join(one, probe(LEARNING, Purpose.RECOGNIZE, frame), ada);
    }

    private TemplateAnswer add(Frame frame) {
        return join(one, probe(LEARNING, Purpose.ADD, frame), ada);
    }

    /** As {@link #learn}, with another idea of what is certain. */
    private TemplateAnswer learnSealed(Frame frame, double certain) {
        Probed probe = probe(LEARNING, Purpose.RECOGNIZE, frame);
        ProbeSeal seal = new ProbeSeal(cluster.encryption());
        try (ProbeContents made =
                seal.open(application, probe.answer().sealedProbe()).orElseThrow()) {
            ProbeContents other = new ProbeContents(
                    made.purpose(),
                    made.jti(),
                    made.expiresAt(),
                    made.searchedThrough(),
                    certain,
                    made.profile(),
                    made.vector());
            return one.learning().join(probe.context(), ada, new JoinRequest(seal.seal(application, other)));
        }
    }

    /** Writes what {@code probe} leads to, after a search that has seen no more than {@code seen}. */
    private TemplateAnswer joinHavingSeen(Probed probe, HeadPosition seen) {
        ProbeSeal seal = new ProbeSeal(cluster.encryption());
        try (ProbeContents contents =
                seal.open(application, probe.answer().sealedProbe()).orElseThrow()) {
            return cluster.database().write(tx -> {
                var open = (Change.Standing.Open) one.change().standing(tx, application, ada, contents);
                try (Occasions more = open.occasions().with(today(), contents.vector());
                        FaceVector mean = more.mean()) {
                    return one.change()
                            .join(
                                    tx,
                                    application,
                                    new Change.Joining(open.from(), more, mean, contents, seen, PlannedFaces.THRESHOLD))
                            .orElseThrow();
                }
            });
        }
    }

    /** Enrolled on the clock's day, whoever resembles them. */
    private void enroll(FacialId facialId, Frame frame) {
        Node.Probed probe = enrolling(frame);
        assertThat(two.store(probe, facialId, ada).outcome()).isEqualTo(StoreAnswer.Outcome.STORED);
    }

    /** Does something, and brings this test's templates back as they were before. */
    private void restoredAfter(Runnable work) {
        cluster.database()
                .execute(tx -> tx.update(
                        "create table kept as select * from template where application_id = ?", application.value()));
        work.run();
        cluster.database().execute(tx -> {
            tx.update("insert into template select * from kept");
            tx.update("drop table kept");
            tx.update(
                    "update head set count = count + 1, checksum = (select row_hash from template"
                            + " where application_id = head.application_id), seq = seq + 1 where application_id = ?",
                    application.value());
        });
    }

    /** The score of who is found; 0: nobody is. */
    private double score(Node by, Frame frame) {
        RequestContext context = cluster.context(application, Operation.AUTHENTICATE);
        return by.probing().probe(context, Purpose.RECOGNIZE, Scope.EVERYONE, List.of(frame)).candidates().stream()
                .filter(found -> found.facialId().equals(ada))
                .mapToDouble(Candidate::score)
                .findFirst()
                .orElse(0);
    }

    private RequestContext manage() {
        return cluster.context(application, Operation.MANAGE, LEARNING);
    }

    private RequestContext as(RequestContext context, Operation operation) {
        RequestContext other = cluster.context(application, operation, context.policy());
        return new RequestContext(
                context.jti(),
                other.application(),
                operation,
                other.session(),
                other.challenge(),
                other.country(),
                other.address(),
                other.policy(),
                other.bodySha256(),
                other.issuedAt(),
                other.expiresAt());
    }

    private static void nextDay() {
        cluster.clock().advance(Duration.ofDays(1));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(cluster.clock().instant(), ZoneOffset.UTC);
    }

    private long head(String column) {
        return number("select " + column + "::numeric from head where application_id = ?");
    }

    private long number(String sql) {
        return cluster.database()
                .write(tx -> tx.first(sql, row -> row.getBigDecimal(1), application.value())
                        .map(value -> value == null ? 0 : value.longValue())
                        .orElse(0L));
    }

    /** Faces in a few dimensions, so that a score is the cosine of an angle that can be read off. */
    private static final class Angles {
        /** In the plane of the enrollment and of somebody else, who is at 90 degrees. */
        static Frame at(double degrees) {
            return of((float) Math.cos(Math.toRadians(degrees)), (float) Math.sin(Math.toRadians(degrees)));
        }

        /** 40 degrees from the enrollment, in a direction of its own for each number. */
        static Frame aside(int direction) {
            return aside(direction, 40);
        }

        static Frame aside(int direction, double degrees) {
            float[] values = new float[2 + direction];
            values[0] = (float) Math.cos(Math.toRadians(degrees));
            values[1 + direction] = (float) Math.sin(Math.toRadians(degrees));
            return MadeUpFace.showing(Arrays.copyOf(values, MadeUpFace.DIMENSIONS));
        }

        /** Its first numbers; the last makes it a unit vector. */
        static Frame of(float... first) {
            float[] values = Arrays.copyOf(first, MadeUpFace.DIMENSIONS);
            double square = 0;
            for (float value : first) {
                square += (double) value * value;
            }
            values[MadeUpFace.DIMENSIONS - 1] = (float) Math.sqrt(Math.max(0, 1 - square));
            return MadeUpFace.showing(values);
        }
    }
}
