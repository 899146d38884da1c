package dev.mien.index.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.FaceBox;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.MigrationProgress;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.contracts.index.TemplateAnswer.Outcome;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.index.gallery.Scope;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P12, its second sentence: people move from one model profile to another, over one real database and two processes. */
class MigrationTest {
    private static final String FROM = PlannedFaces.PROFILE;
    private static final String TO = PlannedFaces.OTHER;
    private static final Policy BEFORE = Cluster.policy(Liveness.NONE, FROM);
    private static final Policy MOVING = BEFORE.withProfiles(2, FROM, TO);
    private static final Policy AFTER = BEFORE.withProfiles(3, TO, null);
    private static final Policy ROLLED_BACK = BEFORE.withProfiles(3, FROM, null);
    /** At half of this rate the grey band reaches from 53 to 60 degrees. */
    private static final double LAX = 0.02;

    private static Cluster cluster;
    private static Node one;
    private static Node two;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private final FacialId bob = new FacialId(UUID.randomUUID());

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        one = cluster.node();
        two = cluster.node();
        one.faces().installOther();
        two.faces().installOther();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void enrollAda() {
        assertThat(store(probe(BEFORE, Purpose.ENROLL, at(0)), ada).outcome()).isEqualTo(StoreAnswer.Outcome.STORED);
    }

    @Test
    void whoIsRecognizedByTheOldIsRecognizedByTheNewAfterwards() {
        Probed before = probe(MOVING, Purpose.RECOGNIZE, at(20));

        Outcome moved = move(before, ada);

        Probed after = probe(MOVING, Purpose.RECOGNIZE, at(20));
        assertThat(before.answer().profile()).isEqualTo(FROM);
        assertThat(before.found()).containsExactly(ada);
        assertThat(moved).isEqualTo(Outcome.MOVED);
        // Breaks when who has moved is still looked for among the old.
        assertThat(after.answer().profile()).isEqualTo(TO);
        assertThat(after.found()).containsExactly(ada);
        assertThat(progress(MOVING)).isEqualTo(new MigrationProgress(0, 1, 0));
        assertThat(head("count")).isEqualTo(2);
        assertThat(head("checksum"))
                .isEqualTo(number("select sum(row_hash)::numeric from template where application_id = ?"));
    }

    @Test
    void someoneAmongSomeMovesAsAnybodyDoes() {
        // Breaks when one of the two searches leaves the scope, or only 1:1 and 1:N move people.
        store(probe(BEFORE, Purpose.ENROLL, at(90)), bob);

        Probed other = probe(MOVING, Purpose.RECOGNIZE, new Scope.Among(Set.of(bob)), at(20));
        Probed before = probe(MOVING, Purpose.RECOGNIZE, new Scope.Among(Set.of(ada, bob)), at(20));
        Outcome moved = move(before, ada);
        Probed after = probe(MOVING, Purpose.RECOGNIZE, new Scope.Among(Set.of(ada, bob)), at(20));
        Probed without = probe(MOVING, Purpose.RECOGNIZE, new Scope.Among(Set.of(bob)), at(20));

        assertThat(other.found()).isEmpty();
        assertThat(before.found()).containsExactly(ada);
        assertThat(before.answer().searched()).isEqualTo(2);
        assertThat(moved).isEqualTo(Outcome.MOVED);
        assertThat(after.answer().profile()).isEqualTo(TO);
        assertThat(after.found()).containsExactly(ada);
        assertThat(without.found()).isEmpty();
    }

    @Test
    void amongSomeTheLinesAreThoseOfASearchMeanwhile() {
        // Breaks when they are those of a comparison with one: .574 would be enough to move by, and the grey band would
        // reach down to .4.
        Probed grey = probe(at(LAX, MOVING), Purpose.RECOGNIZE, new Scope.Among(Set.of(ada, bob)), at(55));

        assertThat(grey.answer().floor()).isEqualTo(0.5);
        assertThat(grey.answer().threshold()).isEqualTo(0.6);
        assertThat(grey.answer().candidates()).hasSize(1);
        assertThat(grey.answer().sealedProbe()).isNull();
    }

    @Test
    void whoHasMovedIsRecognizedByTheNewAlone() {
        move(probe(MOVING, Purpose.RECOGNIZE, at(50)), ada);

        // 60 degrees from what the new one knows of her, on the other side of what the old one does.
        Probed other = probe(MOVING, Purpose.RECOGNIZE, at(-10));

        assertThat(probe(BEFORE, Purpose.RECOGNIZE, at(-10)).found()).containsExactly(ada);
        assertThat(other.found()).isEmpty();
    }

    @Test
    void whoEnrollsMeanwhileHasBothTemplates() {
        StoreAnswer stored = store(probe(MOVING, Purpose.ENROLL, at(90)), bob);

        assertThat(stored.outcome()).isEqualTo(StoreAnswer.Outcome.STORED);
        // Breaks when only one of them is written: after a rollback, or at the end, bob would be lost.
        assertThat(probe(BEFORE, Purpose.RECOGNIZE, at(90)).found()).containsExactly(bob);
        assertThat(probe(AFTER, Purpose.RECOGNIZE, at(90)).found()).containsExactly(bob);
        assertThat(progress(MOVING)).isEqualTo(new MigrationProgress(1, 1, 0));
    }

    @Test
    void duplicatesAreFoundByBoth() {
        move(probe(MOVING, Purpose.RECOGNIZE, at(50)), ada);

        // By the new one alone, by the old one alone, by both.
        Probed far = probe(MOVING, Purpose.ENROLL, at(100));
        Probed other = probe(MOVING, Purpose.ENROLL, at(-10));
        Probed between = probe(MOVING, Purpose.ENROLL, at(25));

        assertThat(far.found()).isEmpty();
        assertThat(far.others()).containsExactly(ada);
        assertThat(other.found()).containsExactly(ada);
        assertThat(other.others()).isEmpty();
        assertThat(between.found()).containsExactly(ada);
        assertThat(between.others()).containsExactly(ada);
    }

    @Test
    void aStoreComparesWithBothUnderTheHead() {
        // Breaks when only the first profile's newer rows are compared: ada's move is the only thing that is newer.
        Probed newcomer = probe(MOVING, Purpose.ENROLL, at(55));
        move(probe(MOVING, Purpose.RECOGNIZE, at(20)), ada);

        StoreAnswer answer = store(newcomer, bob);

        assertThat(answer.outcome()).isEqualTo(StoreAnswer.Outcome.NEWER_MATCHES);
        assertThat(answer.newer()).extracting(Candidate::facialId).containsExactly(ada);
    }

    @Test
    void oneTemplateIsNotMadeOfTwoFaces() {
        // Two stand before the camera, and each profile takes another one of them.
        one.faces().otherSeesAt(new FaceBox(6.5, 0.1, 1, 0.5));

        Probed enrolling = probe(MOVING, Purpose.ENROLL, at(90));
        Probed recognizing = probe(MOVING, Purpose.RECOGNIZE, at(0));

        // Breaks when it is not asked where each of them sees its face: both people would be let in as one.
        for (Probed probe : List.of(enrolling, recognizing)) {
            assertThat(probe.answer().refusal()).isEqualTo(Code.MANY_FACES);
            assertThat(probe.answer().sealedProbe()).isNull();
            assertThat(probe.found()).isEmpty();
        }
    }

    @AfterEach
    void oneFaceAgain() {
        one.faces().otherSeesAt(PlannedFaces.BOX);
    }

    @Test
    void scoresOfTheTwoNeverMeet() {
        // To the old one bob looks as ada looks to the new one, number for number. Breaks when a vector of one is held
        // against a template of the other.
        store(probe(BEFORE, Purpose.ENROLL, backwards(at(0))), bob);

        assertThat(probe(MOVING, Purpose.RECOGNIZE, at(0)).found()).containsExactly(ada);
        move(probe(MOVING, Purpose.RECOGNIZE, at(0)), ada);
        assertThat(probe(MOVING, Purpose.RECOGNIZE, at(0)).found()).containsExactly(ada);
        assertThat(probe(MOVING, Purpose.RECOGNIZE, backwards(at(0))).found()).containsExactly(bob);
    }

    @Test
    void whomBothNameIsNobody() {
        store(probe(BEFORE, Purpose.ENROLL, at(90)), bob);
        move(probe(MOVING, Purpose.RECOGNIZE, at(0)), ada);

        Probed between = probe(MOVING, Purpose.RECOGNIZE, at(45));

        // Breaks when the new one's word is taken although the old one names somebody who has not moved.
        assertThat(between.found()).isEmpty();
        assertThat(between.answer().sealedProbe()).isNull();
    }

    @Test
    void anAcceptedMatchIsNotHiddenByAGreyOneOfTheSamePerson() {
        move(probe(MOVING, Purpose.RECOGNIZE, at(50)), ada);
        Policy lax = at(LAX, MOVING);

        // 55 degrees from what the new one knows of her, in its grey band, and 5 from what the old one does.
        Probed grey = probe(lax, Purpose.RECOGNIZE, at(-5));

        // Breaks when any hit of the new one silences the old one.
        assertThat(grey.answer().profile()).isEqualTo(FROM);
        assertThat(grey.found()).containsExactly(ada);
        // She has moved: there is nothing to be written.
        assertThat(grey.answer().sealedProbe()).isNull();
    }

    @Test
    void anAcceptedMatchAndAGreyOneOfAnotherPersonAreNobody() {
        store(probe(BEFORE, Purpose.ENROLL, at(100)), bob);
        move(probe(MOVING, Purpose.RECOGNIZE, at(0)), ada);
        Policy lax = at(LAX, MOVING);

        Probed oldAccepts = probe(lax, Purpose.RECOGNIZE, at(56));
        Probed newAccepts = probe(lax, Purpose.RECOGNIZE, at(44));

        // Breaks when the accepted one is taken although the other profile speaks of somebody else.
        assertThat(oldAccepts.answer().candidates()).isEmpty();
        assertThat(newAccepts.answer().candidates()).isEmpty();
        assertThat(probe(lax, Purpose.RECOGNIZE, at(30)).found()).containsExactly(ada);
        assertThat(probe(lax, Purpose.RECOGNIZE, at(70)).found()).containsExactly(bob);
    }

    @Test
    void aMoveIsOfWhoWasRecognizedAndHappensOnce() {
        store(probe(BEFORE, Purpose.ENROLL, at(90)), bob);
        Probed probe = probe(MOVING, Purpose.RECOGNIZE, at(0));

        // Breaks when the old template is not looked at again.
        assertThat(move(probe, bob)).isEqualTo(Outcome.UNCERTAIN);
        assertThat(move(probe, ada)).isEqualTo(Outcome.MOVED);
        assertThat(move(probe, ada)).isEqualTo(Outcome.ALREADY_JOINED);
        assertThat(move(probe(MOVING, Purpose.RECOGNIZE, at(90)), ada)).isEqualTo(Outcome.ALREADY_JOINED);
        assertThat(progress(MOVING)).isEqualTo(new MigrationProgress(1, 1, 0));
    }

    @Test
    void nobodyMovesUnderAnotherPolicyOrWithoutBeingSealedFor() {
        Probed probe = probe(MOVING, Purpose.RECOGNIZE, at(0));

        assertThat(join(new Probed(with(probe.context(), BEFORE), probe.answer()), ada))
                .isEqualTo(Outcome.PROBE_REFUSED);
        assertThat(join(new Probed(with(probe.context(), AFTER), probe.answer()), ada))
                .isEqualTo(Outcome.PROBE_REFUSED);
        assertThat(probe(BEFORE, Purpose.RECOGNIZE, at(0)).answer().sealedProbe())
                .isNull();
    }

    @Test
    void whoIsErasedBetweenRecognitionAndMoveDoesNotMove() {
        // P4.
        Probed probe = probe(MOVING, Purpose.RECOGNIZE, at(0));
        cluster.purge(two, cluster.entry(application, ada));

        assertThat(move(probe, ada)).isEqualTo(Outcome.GONE);
        assertThat(number("select count(*) from template where application_id = ?"))
                .isZero();
    }

    @Test
    void anErasureTakesBothTemplates() {
        move(probe(MOVING, Purpose.RECOGNIZE, at(0)), ada);

        cluster.purge(two, cluster.entry(application, ada));

        assertThat(number("select count(*) from template where application_id = ?"))
                .isZero();
        assertThat(probe(MOVING, Purpose.RECOGNIZE, at(0)).found()).isEmpty();
    }

    @Test
    void aRollbackLeavesTheOldTemplates() {
        move(probe(MOVING, Purpose.RECOGNIZE, at(0)), ada);
        store(probe(MOVING, Purpose.ENROLL, at(90)), bob);
        assertThat(progress(BEFORE)).isEqualTo(new MigrationProgress(2, 0, 2));

        MigrationProgress after = two.migrations().cleanUp(manage(ROLLED_BACK));

        // Breaks when the rows stay, replicas are not told, or the head's count and checksum are wrong.
        assertThat(after).isEqualTo(new MigrationProgress(2, 0, 0));
        assertThat(probe(BEFORE, Purpose.RECOGNIZE, at(0)).found()).containsExactly(ada);
        assertThat(probe(BEFORE, Purpose.RECOGNIZE, at(90)).found()).containsExactly(bob);
        assertThat(head("count")).isEqualTo(2);
        assertThat(head("checksum"))
                .isEqualTo(number("select sum(row_hash)::numeric from template where application_id = ?"));
        assertThat(one.replica().broken()).isZero();
    }

    @Test
    void theEndLeavesTheNewTemplatesAndLosesWhoHasNotMoved() {
        store(probe(BEFORE, Purpose.ENROLL, at(90)), bob);
        move(probe(MOVING, Purpose.RECOGNIZE, at(0)), ada);

        MigrationProgress after = two.migrations().cleanUp(manage(AFTER));

        assertThat(after).isEqualTo(new MigrationProgress(1, 0, 0));
        assertThat(probe(AFTER, Purpose.RECOGNIZE, at(0)).found()).containsExactly(ada);
        assertThat(probe(AFTER, Purpose.RECOGNIZE, at(90)).found()).isEmpty();
        // And again: nothing more.
        assertThat(two.migrations().cleanUp(manage(AFTER))).isEqualTo(after);
    }

    @Test
    void aCleanUpOfAnEarlierPolicyRemovesNothing() {
        // Asked for while nobody moved, carried out once everybody has. Breaks when the policy that the call brings is
        // believed whatever has been written under later ones: ada's only template would go.
        RequestContext late = manage(BEFORE);
        move(probe(MOVING, Purpose.RECOGNIZE, at(0)), ada);
        two.migrations().cleanUp(manage(AFTER));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> two.migrations().cleanUp(late))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.CONFLICT));

        assertThat(probe(AFTER, Purpose.RECOGNIZE, at(0)).found()).containsExactly(ada);
    }

    @Test
    void aCleanUpOfAPolicyBeforeAnEnrollmentsRemovesNothing() {
        // Breaks when only moves and clean-ups say which policy they were under.
        RequestContext late = manage(BEFORE);
        store(probe(AFTER, Purpose.ENROLL, at(90)), bob);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> one.migrations().cleanUp(late))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.CONFLICT));

        assertThat(probe(AFTER, Purpose.RECOGNIZE, at(90)).found()).containsExactly(bob);
    }

    @Test
    void moreThanOneBatchIsCleanedUp() {
        cluster.database().execute(tx -> {
            tx.update(
                    "insert into template (row_id, application_id, facial_id, subject_hash, profile, seq, sealed,"
                            + " wrapped_key, epoch, row_hash) select nextval('template_row'), application_id,"
                            + " gen_random_uuid(), subject_hash, 'old', 1, sealed, wrapped_key, epoch, 3"
                            + " from template cross join generate_series(1, ?) where application_id = ?",
                    Migrations.BATCH + 7,
                    application.value());
            tx.update(
                    "update head set count = count + ?, checksum = checksum + ? where application_id = ?",
                    Migrations.BATCH + 7,
                    3L * (Migrations.BATCH + 7),
                    application.value());
        });

        assertThat(one.migrations().cleanUp(manage(BEFORE))).isEqualTo(new MigrationProgress(1, 0, 0));
        assertThat(head("count")).isEqualTo(1);
    }

    /** A probe, and the request that it belongs to. */
    private record Probed(RequestContext context, ProbeAnswer answer) {
        /** Those at the threshold. */
        List<FacialId> found() {
            return answer.candidates().stream()
                    .filter(candidate -> candidate.score() >= answer.threshold())
                    .map(Candidate::facialId)
                    .toList();
        }

        List<FacialId> others() {
            return answer.others().stream().map(Candidate::facialId).toList();
        }
    }

    private Probed probe(Policy policy, Purpose purpose, Frame frame) {
        return probe(policy, purpose, Scope.EVERYONE, frame);
    }

    private Probed probe(Policy policy, Purpose purpose, Scope scope, Frame frame) {
        Operation operation = purpose == Purpose.ENROLL ? Operation.ENROLL : Operation.AUTHENTICATE;
        RequestContext context = cluster.context(application, operation, policy);
        return new Probed(context, one.probing().probe(context, purpose, scope, List.of(frame)));
    }

    private StoreAnswer store(Probed probe, FacialId facialId) {
        return two.storing()
                .store(
                        probe.context(),
                        new StoreRequest(
                                probe.answer().sealedProbe(),
                                facialId,
                                true,
                                probe.answer().threshold(),
                                List.of()));
    }

    private Outcome move(Probed probe, FacialId facialId) {
        return join(probe, facialId);
    }

    private Outcome join(Probed probe, FacialId facialId) {
        return two.learning()
                .join(probe.context(), facialId, new JoinRequest(probe.answer().sealedProbe(), true))
                .outcome();
    }

    private MigrationProgress progress(Policy policy) {
        return one.migrations().progress(manage(policy));
    }

    private RequestContext manage(Policy policy) {
        return cluster.context(application, Operation.MANAGE, policy);
    }

    private RequestContext with(RequestContext context, Policy policy) {
        return new RequestContext(
                context.jti(),
                context.application(),
                context.operation(),
                context.session(),
                context.challenge(),
                context.country(),
                context.address(),
                policy,
                context.bodySha256(),
                context.issuedAt(),
                context.expiresAt());
    }

    private static Policy at(double targetFpir, Policy policy) {
        return new Policy(
                policy.revision(),
                policy.origins(),
                policy.countries(),
                policy.liveness(),
                policy.duplicatesRefused(),
                targetFpir,
                policy.payloadSource(),
                policy.termsVersion(),
                policy.minimumFrames(),
                policy.maximumFrames(),
                policy.estimates(),
                policy.minimumAge(),
                policy.retentionDays(),
                policy.profile(),
                policy.engine(),
                policy.learning(),
                policy.movingTo(),
                policy.imports());
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

    /** A face in one plane, so that a score is the cosine of an angle. */
    private static Frame at(double degrees) {
        float[] values = new float[MadeUpFace.DIMENSIONS];
        values[0] = (float) Math.cos(Math.toRadians(degrees));
        values[1] = (float) Math.sin(Math.toRadians(degrees));
        return MadeUpFace.showing(values);
    }

    private static Frame backwards(Frame frame) {
        float[] values = new float[MadeUpFace.DIMENSIONS];
        java.nio.ByteBuffer.wrap(frame.expose()).asFloatBuffer().get(values);
        float[] reversed = Arrays.copyOf(values, values.length);
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return MadeUpFace.showing(reversed);
    }
}
