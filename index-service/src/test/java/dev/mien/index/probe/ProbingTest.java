package dev.mien.index.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.LivenessStep;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.index.embed.Asked;
import dev.mien.index.gallery.Scope;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProbingTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private static final MadeUpFace BOB = new MadeUpFace(2);
    private static final ApplicationId APPLICATION = new ApplicationId(UUID.randomUUID());
    private static final FacialId ADAS = new FacialId(UUID.randomUUID());
    private static final FacialId BOBS = new FacialId(UUID.randomUUID());
    private static Cluster cluster;
    private static Node node;

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        node = cluster.node();
        node.enroll(APPLICATION, ADA, ADAS);
        node.enroll(APPLICATION, BOB, BOBS);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void saysWhatItSawAndWhereTheLinesAre() {
        ProbeAnswer answer = probe(Scope.EVERYONE, ADA.frame());

        assertThat(answer.candidates()).extracting(Candidate::facialId).containsExactly(ADAS);
        assertThat(answer.candidates().getFirst().score()).isGreaterThan(0.99);
        assertThat(answer.searched()).isEqualTo(2);
        assertThat(answer.searchedThrough().seq()).isEqualTo(2);
        assertThat(answer.threshold()).isEqualTo(0.6);
        // Breaks when the limit is not asked of the calibration, or of another FPIR.
        assertThat(answer.largestSearch()).isEqualTo(PlannedFaces.LARGEST_SEARCH);
        assertThat(answer.floor()).isEqualTo(0.5);
        assertThat(answer.profile()).isEqualTo("standard");
        assertThat(answer.refusal()).isNull();
    }

    @Test
    void oneToOneComparesWithNobodyElse() {
        ProbeAnswer answer = probe(new Scope.Only(BOBS), ADA.frame());

        // Breaks when 1:1 searches everybody: ADA would be among the candidates.
        assertThat(answer.candidates()).isEmpty();
        assertThat(answer.searched()).isEqualTo(1);
        assertThat(probe(new Scope.Only(ADAS), ADA.frame()).candidates())
                .extracting(Candidate::facialId)
                .containsExactly(ADAS);
    }

    @Test
    void whoEnrolsIsComparedWithEverybody() {
        // P1. Breaks when a 1:1 probe is sealed: its search has seen one person, and says that it has seen all.
        RequestContext context = cluster.context(APPLICATION, Operation.ENROLL);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () -> node.probing().probe(context, Purpose.ENROLL, new Scope.Only(BOBS), List.of(ADA.frame())))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST));
    }

    @Test
    void oneToOneWithNobodySearchesNobody() {
        ProbeAnswer answer = probe(new Scope.Only(new FacialId(UUID.randomUUID())), ADA.frame());

        assertThat(answer.candidates()).isEmpty();
        assertThat(answer.searched()).isZero();
    }

    @Test
    void aScopedSearchComparesWithItsPeopleAlone() {
        // Breaks when the scope is only looked at after everybody was searched, or its absent ones are not counted: the
        // threshold would tell how many of those named are enrolled.
        FacialId nobody = new FacialId(UUID.randomUUID());

        ProbeAnswer both = probe(new Scope.Among(Set.of(ADAS, BOBS, nobody)), ADA.frame());
        ProbeAnswer other = probe(new Scope.Among(Set.of(BOBS, nobody)), ADA.frame());
        ProbeAnswer none = probe(new Scope.Among(Set.of(nobody)), ADA.frame());

        assertThat(both.candidates()).extracting(Candidate::facialId).containsExactly(ADAS);
        assertThat(both.searched()).isEqualTo(3);
        // As in a search: the grey band lies under that threshold, not under the one of a comparison.
        assertThat(both.floor()).isEqualTo(0.5);
        assertThat(both.threshold()).isEqualTo(0.6);
        assertThat(other.candidates()).isEmpty();
        assertThat(other.searched()).isEqualTo(2);
        assertThat(none.candidates()).isEmpty();
        assertThat(none.searched()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"ENROLL", "ADD"})
    void onlyWhoIsToBeRecognizedIsSearchedForAmongSome(Purpose purpose) {
        // P1. Breaks when a probe that has seen two people is sealed as one that has seen everybody, or nobody else.
        RequestContext context = cluster.context(APPLICATION, Operation.ENROLL);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> node.probing()
                        .probe(context, purpose, new Scope.Among(Set.of(ADAS, BOBS)), List.of(ADA.frame())))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST));
    }

    @Test
    void twoApplicationsNeverMeet() {
        RequestContext foreign = cluster.context(new ApplicationId(UUID.randomUUID()), Operation.AUTHENTICATE);

        ProbeAnswer answer = node.probing().probe(foreign, Purpose.RECOGNIZE, Scope.EVERYONE, List.of(ADA.frame()));

        assertThat(answer.candidates()).isEmpty();
        assertThat(answer.searched()).isZero();
    }

    @Test
    void framesThatCannotBeUsedAreAnAnswer() {
        ProbeAnswer answer = probe(Scope.EVERYONE, PlannedFaces.nobody());

        assertThat(answer.refusal()).isEqualTo(Code.NO_FACES_DETECTED);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.sealedProbe()).isNull();
        assertThat(answer.candidates()).isEmpty();
    }

    @Test
    void aBusyEngineIsARefusalForNow() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> probe(Scope.EVERYONE, PlannedFaces.oneTooMany()))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(503);
                    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(2));
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Liveness.class,
            names = {"PASSIVE", "BOTH"})
    void aGuardThatTheProfileHasNoNetworksForIsNotClaimed(Liveness asked) {
        // Breaks when an unchecked face is passed off as live.
        RequestContext context = context(asked, List.of("blink"));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> node.probing().probe(context, Purpose.ENROLL, Scope.EVERYONE, List.of(ADA.frame())))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503))
                .withMessageContaining(asked.name());
    }

    @Test
    void theSessionsChallengeIsWhatTheFramesAreHeldAgainst() {
        // Breaks when the steps get lost on the way to the engine, change their order, or another guard is claimed.
        RequestContext context = context(Liveness.ACTIVE, List.of("blink", "turn-left"));

        ProbeAnswer answer = node.probing().probe(context, Purpose.RECOGNIZE, Scope.EVERYONE, List.of(ADA.frame()));

        assertThat(answer.liveness()).isEqualTo(Liveness.ACTIVE);
        assertThat(node.faces().asked().liveness()).isEqualTo(Liveness.ACTIVE);
        assertThat(node.faces().asked().challenge()).containsExactly(LivenessStep.BLINK, LivenessStep.TURN_LEFT);
    }

    // Breaks when an age limit alone asks for a gender, or somebody is estimated whom nobody tells of it.
    @ParameterizedTest
    @CsvSource({
        "ENROLL, false, , NOTHING",
        "ENROLL, false, 18, AGE",
        "ENROLL, true, , AGE_AND_GENDER",
        "ENROLL, true, 18, AGE_AND_GENDER",
        "RECOGNIZE, true, 18, NOTHING",
        "ADD, true, 18, NOTHING"
    })
    void onlyThoseWhoEnrollAreEstimatedAndAsFarAsThePolicyAsks(
            Purpose purpose, boolean estimates, Integer minimumAge, Asked asked) {
        RequestContext context =
                cluster.context(APPLICATION, Operation.ENROLL, Cluster.estimating(estimates, minimumAge));

        node.probing()
                .probe(
                        context,
                        purpose,
                        purpose == Purpose.ADD ? new Scope.Only(ADAS) : Scope.EVERYONE,
                        List.of(ADA.frame()));

        assertThat(node.faces().asked().asked()).isEqualTo(asked);
    }

    @Test
    void aSessionWithoutAChallengeDoesNotPassForOneThatHadNone() {
        // Breaks when no step is taken for all steps: a session opened under the policy "none" would stay without.
        RequestContext context = context(Liveness.ACTIVE, List.of());

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () -> node.probing().probe(context, Purpose.RECOGNIZE, Scope.EVERYONE, List.of(ADA.frame())))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.SESSION_EXPIRED));
    }

    @Test
    void aStepThatNobodyKnowsIsNotPassedOver() {
        RequestContext context = context(Liveness.ACTIVE, List.of("blink", "whistle"));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () -> node.probing().probe(context, Purpose.RECOGNIZE, Scope.EVERYONE, List.of(ADA.frame())))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
    }

    @Test
    void aProfileThatIsNotInstalledIsNamed() {
        RequestContext context =
                cluster.context(APPLICATION, Operation.ENROLL, Cluster.policy(Liveness.NONE, "accurate"));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> node.probing().probe(context, Purpose.ENROLL, Scope.EVERYONE, List.of(ADA.frame())))
                .withMessageContaining("profile");
    }

    @Test
    void thePolicysNumberOfFramesHolds() {
        RequestContext context = cluster.context(APPLICATION, Operation.ENROLL);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> node.probing().probe(context, Purpose.ENROLL, Scope.EVERYONE, List.of()))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST));
    }

    private static RequestContext context(Liveness liveness, List<String> challenge) {
        return cluster.context(
                APPLICATION, Operation.ENROLL, Cluster.policy(liveness, PlannedFaces.PROFILE), challenge);
    }

    private static ProbeAnswer probe(Scope scope, Frame frame) {
        RequestContext context = cluster.context(APPLICATION, Operation.AUTHENTICATE);
        return node.probing().probe(context, Purpose.RECOGNIZE, scope, List.of(frame));
    }
}
