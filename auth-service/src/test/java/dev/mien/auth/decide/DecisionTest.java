package dev.mien.auth.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.enrollment.LookupRequest;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.ProbeAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D1 to D3, case by case. Grey band .93 to .95, so the margin is .02; 1:1 threshold .94. */
class DecisionTest {
    private static final double FLOOR = 0.93;
    private static final double THRESHOLD = 0.95;
    private static final double VERIFICATION = 0.94;
    private static final FacialId A = id(1);
    private static final FacialId B = id(2);
    private static final FacialId C = id(3);

    static Stream<Arguments> searches() {
        return Stream.of(
                // who resembles the probe, who of them is active, who is matched (null: nobody), the band
                Arguments.of("nobody resembles it", List.of(), Set.of(), null, ScoreBand.NONE),
                Arguments.of("at the threshold", List.of(of(A, 0.95)), Set.of(A), A, ScoreBand.ABOVE),
                Arguments.of("just below it", List.of(of(A, 0.9499999)), Set.of(A), null, ScoreBand.GREY),
                Arguments.of("at the floor", List.of(of(A, 0.93)), Set.of(A), null, ScoreBand.GREY),
                Arguments.of("below the floor", List.of(of(A, 0.9299999)), Set.of(A), null, ScoreBand.NONE),
                Arguments.of("not active", List.of(of(A, 0.99)), Set.of(), null, ScoreBand.NONE),
                Arguments.of("no number", List.of(of(A, Double.NaN)), Set.of(A), null, ScoreBand.NONE),
                Arguments.of("second far away", List.of(of(A, 0.98), of(B, 0.955)), Set.of(A, B), A, ScoreBand.ABOVE),
                Arguments.of("worst first", List.of(of(B, 0.955), of(A, 0.98)), Set.of(A, B), A, ScoreBand.ABOVE),
                Arguments.of(
                        "best not active, second above",
                        List.of(of(A, 0.99), of(B, 0.96)),
                        Set.of(B),
                        B,
                        ScoreBand.ABOVE),
                Arguments.of(
                        "best not active, second below",
                        List.of(of(A, 0.99), of(B, 0.94)),
                        Set.of(B),
                        null,
                        ScoreBand.GREY),
                Arguments.of(
                        "second within, but not active",
                        List.of(of(A, 0.97), of(B, 0.969)),
                        Set.of(A),
                        A,
                        ScoreBand.ABOVE),
                Arguments.of("active, but never found", List.of(of(A, 0.94)), Set.of(A, C), null, ScoreBand.GREY));
    }

    // D2. Breaks when a comparison is turned around, or when states are looked at after the best was chosen.
    @ParameterizedTest(name = "{0}")
    @MethodSource("searches")
    void aSearchMatchesWhoIsActiveAndAboveTheThreshold(
            String name, List<Candidate> found, Set<FacialId> active, FacialId matched, ScoreBand band) {
        // given
        Decision decision = new Decision(policy(Liveness.NONE), new Claim.Anyone(), probe(found));

        // when
        Outcome outcome = decision.outcome(active);

        // then
        assertThat(outcome.band()).isEqualTo(band);
        if (matched == null) {
            assertThat(outcome).isInstanceOf(Outcome.Unrecognized.class);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Matched.class,
                            match -> assertThat(match.facialId()).isEqualTo(matched));
        }
    }

    // D3. Breaks when the first of two is taken, or the margin is compared with "less than".
    @ParameterizedTest
    @CsvSource({"0.97, 0.97", "0.97, 0.96", "0.97, 0.9500001", "0.96, 0.945", "0.95, 0.94"})
    void twoActivePeopleWithinTheMarginAreAmbiguous(double first, double second) {
        // given
        Decision decision = new Decision(policy(Liveness.NONE), new Claim.Anyone(), probe(of(A, first), of(B, second)));

        // when
        Outcome outcome = decision.outcome(Set.of(A, B));

        // then
        assertThat(outcome).isEqualTo(new Outcome.Ambiguous());
    }

    // Breaks when the margin can shrink to nothing: two int8 scores would then be told apart by their rounding.
    @ParameterizedTest
    @CsvSource({"0.9579, true", "0.959, false"})
    void withoutAGreyBandTheLeastMarginHolds(double first, boolean ambiguous) {
        // given
        Decision decision = new Decision(
                policy(Liveness.NONE),
                new Claim.Anyone(),
                probe(List.of(of(A, first), of(B, 0.95)), THRESHOLD, THRESHOLD, VERIFICATION));

        // when
        Outcome outcome = decision.outcome(Set.of(A, B));

        // then
        assertThat(outcome instanceof Outcome.Ambiguous).isEqualTo(ambiguous);
    }

    @ParameterizedTest
    @CsvSource({"0.94, true", "0.9399, false", "0.97, true"})
    void aNamedPersonIsComparedWithTheVerificationThreshold(double score, boolean matched) {
        // given
        Decision decision = new Decision(policy(Liveness.NONE), new Claim.Named(A), probe(of(A, score)));

        // when
        Outcome outcome = decision.outcome(Set.of(A));

        // then
        assertThat(outcome instanceof Outcome.Matched).isEqualTo(matched);
    }

    static Stream<Arguments> lonelySearches() {
        Claim anyone = new Claim.Anyone();
        return Stream.of(
                Arguments.of("one above", anyone, List.of(of(A, 0.97)), A),
                Arguments.of("one in the grey band", anyone, List.of(of(A, 0.945)), null),
                Arguments.of("nobody", anyone, List.of(), null),
                Arguments.of("two, far from each other", anyone, List.of(of(A, 0.99), of(B, 0.941)), null),
                Arguments.of("the named one", new Claim.Named(A), List.of(of(A, 0.97), of(B, 0.97)), A),
                Arguments.of("another than the named one", new Claim.Named(A), List.of(of(B, 0.97)), null),
                Arguments.of("one of those named", new Claim.OneOf(List.of(A, C)), List.of(of(A, 0.97)), A),
                Arguments.of(
                        "beside somebody who was not named",
                        new Claim.OneOf(List.of(A, C)),
                        List.of(of(A, 0.97), of(B, 0.97)),
                        A),
                Arguments.of(
                        "two of those named", new Claim.OneOf(List.of(A, C)), List.of(of(A, 0.99), of(C, 0.941)), null),
                Arguments.of("one of those named, grey", new Claim.OneOf(List.of(A, C)), List.of(of(A, 0.945)), null));
    }

    // Breaks when somebody's state is left unasked that could change who is let in.
    @ParameterizedTest(name = "{0}")
    @MethodSource("lonelySearches")
    void onlyWhoIsFoundAloneAndNearEnoughNeedsNoQuestionBeforeTheConfirmation(
            String name, Claim claim, List<Candidate> found, FacialId sole) {
        assertThat(new Decision(policy(Liveness.NONE), claim, probe(found)).sole())
                .isEqualTo(Optional.ofNullable(sole));
    }

    // Breaks when somebody is confirmed, and so marked as seen, whose liveness nobody has checked.
    @Test
    void whoHasNotPassedLivenessIsNobodysSoleMatch() {
        assertThat(new Decision(policy(Liveness.ACTIVE), new Claim.Anyone(), probe(of(A, 0.97))).sole())
                .isEmpty();
    }

    // Breaks when 1:1 takes whoever matches best.
    @Test
    void nobodyElseWillDoForANamedPerson() {
        // given
        Decision decision = new Decision(policy(Liveness.NONE), new Claim.Named(A), probe(of(B, 0.99)));

        // when
        Outcome outcome = decision.outcome(Set.of(A, B));

        // then
        assertThat(outcome).isEqualTo(new Outcome.Unrecognized(ScoreBand.NONE));
        assertThat(decision.considered()).as("asked for, found or not").containsExactly(A);
    }

    // D2, D3. Breaks when somebody outside the scope is let in, makes it ambiguous, or hides who is in it; when the
    // comparison's threshold is taken for a search's; when whoever is below the floor counts; or when those who were
    // named are not asked for alike.
    @Test
    void amongSomeOnlyTheyCountByASearchsThreshold() {
        Claim some = new Claim.OneOf(List.of(C, A));

        Decision both = new Decision(policy(Liveness.NONE), some, probe(of(B, 0.99), of(A, 0.96)));
        Decision low = new Decision(policy(Liveness.NONE), some, probe(of(A, 0.945)));
        Decision none = new Decision(policy(Liveness.NONE), some, probe(of(B, 0.99)));
        Decision twins = new Decision(policy(Liveness.NONE), some, probe(of(A, 0.97), of(C, 0.96)));
        Decision faint = new Decision(policy(Liveness.NONE), some, probe(of(A, 0.9299999)));

        assertThat(both.outcome(Set.of(A, B, C))).isEqualTo(new Outcome.Matched(A, 0.96, THRESHOLD, 7, Liveness.NONE));
        assertThat(both.outcome(Set.of(B, C))).isEqualTo(new Outcome.Unrecognized(ScoreBand.NONE));
        assertThat(low.outcome(Set.of(A, C))).isEqualTo(new Outcome.Unrecognized(ScoreBand.GREY));
        assertThat(none.outcome(Set.of(A, B, C))).isEqualTo(new Outcome.Unrecognized(ScoreBand.NONE));
        assertThat(twins.outcome(Set.of(A, C))).isEqualTo(new Outcome.Ambiguous());
        assertThat(faint.outcome(Set.of(A, C))).isEqualTo(new Outcome.Unrecognized(ScoreBand.NONE));
        assertThat(List.of(both, low, none, twins, faint))
                .allSatisfy(decision -> assertThat(decision.considered()).containsExactly(C, A));
    }

    // Breaks when the list of a scope, which is always whole, is taken for one that was cut off.
    @Test
    void aScopeOfAsManyAsALookupTakesIsNotCutOff() {
        List<FacialId> some = IntStream.range(0, LookupRequest.MAXIMUM)
                .mapToObj(i -> id(100 + i))
                .toList();
        List<Candidate> found = some.stream()
                .map(one -> of(one, one.equals(some.getFirst()) ? 0.97 : 0.96))
                .toList();

        Outcome outcome = new Decision(policy(Liveness.NONE), new Claim.OneOf(some), probe(found))
                .outcome(Set.of(some.getFirst()));

        assertThat(outcome).isInstanceOf(Outcome.Matched.class);
    }

    @Test
    void aNamedPersonIsNotMadeAmbiguousByAnother() {
        // given
        Decision decision = new Decision(policy(Liveness.NONE), new Claim.Named(A), probe(of(A, 0.96), of(B, 0.97)));

        // when
        Outcome outcome = decision.outcome(Set.of(A, B));

        // then
        assertThat(outcome).isEqualTo(new Outcome.Matched(A, 0.96, VERIFICATION, 7, Liveness.NONE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Code.class,
            names = {"NO_FACES_DETECTED", "MANY_FACES", "PAD_ATTACK", "FACE_MISMATCH", "POOR_QUALITY", "INVALID_IMAGE"})
    void refusedFramesAreRejectedForTheReasonGiven(Code code) {
        // given
        Decision decision =
                new Decision(policy(Liveness.NONE), new Claim.Anyone(), ProbeAnswer.refused(code, 418, "because"));

        // when
        Outcome outcome = decision.outcome(Set.of(A));

        // then
        assertThat(outcome).isEqualTo(new Outcome.Rejected(code, 418, "because"));
        assertThat(decision.considered()).isEmpty();
    }

    static Stream<Arguments> guards() {
        return Arrays.stream(Liveness.values())
                .flatMap(asked -> Stream.concat(Arrays.stream(Liveness.values()), Stream.of((Liveness) null))
                        .map(passed -> Arguments.of(asked, passed)));
    }

    // D1. Breaks when a guard that was not passed lets anything of the search through.
    @ParameterizedTest
    @MethodSource("guards")
    void nothingIsConsideredBeforeThePolicysLivenessIsPassed(Liveness asked, Liveness passed) {
        // given
        boolean enough = switch (asked) {
            case NONE -> true;
            case PASSIVE -> Set.of(Liveness.PASSIVE, Liveness.BOTH).contains(orNone(passed));
            case ACTIVE -> Set.of(Liveness.ACTIVE, Liveness.BOTH).contains(orNone(passed));
            case BOTH -> passed == Liveness.BOTH;
        };
        ProbeAnswer probe = new ProbeAnswer(
                null,
                0,
                null,
                passed,
                null,
                List.of(of(A, 0.97)),
                FLOOR,
                THRESHOLD,
                VERIFICATION,
                7,
                1_000,
                "standard",
                null,
                null);
        Decision decision = new Decision(policy(asked), new Claim.Anyone(), probe);

        // when
        Outcome outcome = decision.outcome(Set.of(A));

        // then
        assertThat(outcome instanceof Outcome.Matched).isEqualTo(enough);
        assertThat(decision.considered()).isEqualTo(enough ? List.of(A) : List.of());
        if (!enough) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.code()).isEqualTo(Code.PAD_ATTACK));
        }
    }

    @Test
    void noMoreAreConsideredThanALookupTakesAndThoseAreTheBest() {
        // given
        List<Candidate> many = new ArrayList<>();
        for (int i = 0; i < LookupRequest.MAXIMUM + 10; i++) {
            many.add(of(id(i + 10), 0.95 + i * 0.0001));
        }
        FacialId best = many.getLast().facialId();
        Collections.shuffle(many, new java.util.Random(1));

        // when
        List<FacialId> considered = new Decision(policy(Liveness.NONE), new Claim.Anyone(), probe(many)).considered();

        // then
        assertThat(considered).hasSize(LookupRequest.MAXIMUM).startsWith(best);
    }

    // "Nobody when in doubt". Breaks when a list that is full is taken for complete: the one after its last may be
    // active.
    @ParameterizedTest
    @CsvSource({"64, 0.96, true", "63, 0.96, false", "64, 0.9499, false"})
    void whereTheListIsFullWithinTheMarginNobodyIsMatched(int listed, double others, boolean ambiguous) {
        // given
        List<Candidate> found = new ArrayList<>(List.of(of(A, 0.97)));
        for (int i = 1; i < listed; i++) {
            found.add(of(id(i + 10), others));
        }
        Decision decision = new Decision(policy(Liveness.NONE), new Claim.Anyone(), probe(found));

        // when
        Outcome outcome = decision.outcome(Set.of(A));

        // then
        assertThat(outcome instanceof Outcome.Ambiguous).isEqualTo(ambiguous);
    }

    static Stream<Arguments> galleries() {
        Claim anyone = new Claim.Anyone();
        return Stream.of(
                // claim, faces searched, faces that a search can tell apart, whether somebody is matched
                Arguments.of(anyone, 1_000, 1_000, true),
                Arguments.of(anyone, 1_001, 1_000, false),
                Arguments.of(anyone, 1, 0, false),
                Arguments.of(new Claim.OneOf(List.of(A, B)), 2, 2, true),
                Arguments.of(new Claim.OneOf(List.of(A, B)), 2, 1, false),
                Arguments.of(new Claim.OneOf(List.of(A, B)), 1, 1, false),
                Arguments.of(new Claim.OneOf(List.of(A)), 2, 1, false),
                Arguments.of(new Claim.Named(A), 1_001, 1_000, true),
                Arguments.of(new Claim.Named(A), 1, 0, true));
    }

    // D2. Breaks when the best of too many is believed because it is above the threshold, when a named person's
    // comparison is called a search, when an answer that does not say how many (0) lets anybody in, or when the
    // outcome for a list says how many of it are enrolled.
    @ParameterizedTest
    @MethodSource("galleries")
    void amongMoreFacesThanTheCalibrationTellsApartNobodyIsRecognizedByAFaceAlone(
            Claim claim, long searched, long largest, boolean matched) {
        // given
        Decision decision = new Decision(policy(Liveness.NONE), claim, probe(searched, largest, of(A, 0.999)));

        // when
        Outcome outcome = decision.outcome(Set.of(A));

        // then
        assertThat(outcome instanceof Outcome.Matched).isEqualTo(matched);
        if (!matched) {
            assertThat(outcome).isEqualTo(new Outcome.Unsearchable());
            assertThat(decision.considered()).isEmpty();
            assertThat(decision.sole()).isEmpty();
        }
    }

    // Breaks when too many faces are told of before liveness has been passed.
    @Test
    void livenessComesBeforeTheSizeOfTheGallery() {
        // given
        Decision decision =
                new Decision(policy(Liveness.ACTIVE), new Claim.Anyone(), probe(1_001, 1_000, of(A, 0.999)));

        // when
        Outcome outcome = decision.outcome(Set.of(A));

        // then
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(new Outcome.Ambiguous(), PinReason.COLLISION),
                Arguments.of(new Outcome.Unrecognized(ScoreBand.GREY), PinReason.CONFIDENCE),
                Arguments.of(new Outcome.Unrecognized(ScoreBand.NONE), null),
                Arguments.of(new Outcome.Unsearchable(), PinReason.GALLERY_SIZE),
                Arguments.of(new Outcome.Matched(A, 0.97, 0.95, 7, Liveness.NONE), null),
                Arguments.of(new Outcome.Rejected(Code.PAD_ATTACK, 422, "no"), null));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void whatAPinWouldSettleIsNamed(Outcome outcome, PinReason reason) {
        assertThat(outcome.pinReason()).isEqualTo(Optional.ofNullable(reason));
    }

    // Breaks when a probe without thresholds is believed: every score is above nought.
    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void candidatesWithoutThresholdsAreNotBelieved(double threshold) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decision(
                        policy(Liveness.NONE),
                        new Claim.Anyone(),
                        probe(List.of(of(A, 0.99)), threshold, threshold, threshold)));
    }

    private static Liveness orNone(Liveness passed) {
        return passed == null ? Liveness.NONE : passed;
    }

    private static Candidate of(FacialId facialId, double score) {
        return new Candidate(facialId, score);
    }

    private static FacialId id(int number) {
        return new FacialId(new UUID(0, number));
    }

    private static ProbeAnswer probe(Candidate... candidates) {
        return probe(List.of(candidates));
    }

    private static ProbeAnswer probe(List<Candidate> candidates) {
        return probe(candidates, FLOOR, THRESHOLD, VERIFICATION);
    }

    private static ProbeAnswer probe(List<Candidate> candidates, double floor, double threshold, double verification) {
        return probe(candidates, floor, threshold, verification, 7, 1_000);
    }

    private static ProbeAnswer probe(long searched, long largest, Candidate candidate) {
        return probe(List.of(candidate), FLOOR, THRESHOLD, VERIFICATION, searched, largest);
    }

    private static ProbeAnswer probe(
            List<Candidate> candidates,
            double floor,
            double threshold,
            double verification,
            long searched,
            long largest) {
        return new ProbeAnswer(
                null,
                0,
                null,
                Liveness.NONE,
                null,
                candidates,
                floor,
                threshold,
                verification,
                searched,
                largest,
                "standard",
                null,
                null);
    }

    private static Policy policy(Liveness liveness) {
        return new Policy(
                1,
                List.of(),
                List.of(),
                liveness,
                true,
                0.001,
                PayloadSource.BACKEND,
                "1",
                1,
                3,
                false,
                null,
                365,
                "standard");
    }
}
