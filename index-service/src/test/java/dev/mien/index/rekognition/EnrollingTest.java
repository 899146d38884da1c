package dev.mien.index.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreAnswer.Outcome;
import dev.mien.index.cloud.FakeRekognition;
import dev.mien.index.cloud.Fault;
import dev.mien.index.cloud.Portrait;
import dev.mien.index.gallery.Scope;
import dev.mien.index.rekognition.CloudNode.Probed;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Enrolling and recognizing, and what stands in the way of it. */
class EnrollingTest extends CloudTest {

    @Test
    void whoIsStoredIsRecognizedByEveryReplica() {
        StoreAnswer stored = one.enroll(application, ADA, ada);

        assertThat(stored.outcome()).isEqualTo(Outcome.STORED);
        // Breaks when a face at AWS is not led back to the Facial ID, or a stranger's is.
        assertThat(two.recognize(application, ADA)).containsExactly(ada);
        assertThat(two.recognize(application, BOB)).isEmpty();
        assertThat(two.recognize(new ApplicationId(UUID.randomUUID()), ADA)).isEmpty();
        assertThat(one.engine().count(application)).isEqualTo(1);
    }

    @Test
    void awsLearnsNeitherTheFacialIdNorWhatACameraWroteIntoTheFile() {
        one.enroll(application, ADA, ada);
        one.recognize(application, ADA);

        String hash = new String(cluster.hash(application, ada).bytes(), StandardCharsets.ISO_8859_1);
        assertThat(cloud.asked()).isNotEmpty().allSatisfy(asked -> {
            String picture = new String(
                    Base64.getDecoder().decode(asked.body().at("/Image/Bytes").asText("")),
                    StandardCharsets.ISO_8859_1);
            // Breaks when the frame is sent as it came, or a name is derived from the person's.
            assertThat(picture).doesNotContain(Portrait.CAMERA_NOTE);
            assertThat(asked.body().toString()).doesNotContain(ada.toString()).doesNotContain(hash);
        });
        assertThat(new String(ADA.jpeg(), StandardCharsets.ISO_8859_1)).contains(Portrait.CAMERA_NOTE);
    }

    @Test
    void nothingBiometricStaysInTheDatabase() {
        one.enroll(application, ADA, ada);

        // Breaks when the picture, or the sealed one, is kept in any table.
        byte[] jpeg = ADA.jpeg();
        byte[] pixels = java.util.Arrays.copyOfRange(jpeg, jpeg.length - 12, jpeg.length);
        assertThat(cluster.tablesThatHold(pixels)).isEmpty();
        assertThat(cluster.tablesThatName(ada)).containsExactly("rekognition_face", "stored_probe");
    }

    @Test
    void anAnswerSaysWhatTheEngineKnowsAndNoMore() {
        one.enroll(application, ADA, ada);
        cloud.likeness((seen, stored) -> 9_650);

        ProbeAnswer answer =
                one.probe(application, BOB, Purpose.RECOGNIZE, Scope.EVERYONE).answer();

        // Breaks when thresholds of the cosine's calibration are given for a similarity that is no cosine.
        assertThat(answer.threshold()).isEqualTo(0.99);
        assertThat(answer.floor()).isEqualTo(0.95);
        assertThat(answer.verificationThreshold()).isEqualTo(0.99);
        assertThat(answer.candidates())
                .singleElement()
                .satisfies(candidate ->
                        assertThat(candidate.score()).isCloseTo(0.965, org.assertj.core.data.Offset.offset(1e-6)));
        assertThat(answer.searched()).isEqualTo(1);
        assertThat(answer.largestSearch()).isEqualTo(10_000);
        assertThat(answer.searchedThrough()).isNull();
        assertThat(answer.sealedProbe()).isNull();
    }

    @Test
    void aNamedPersonIsComparedWithNobodyElse() {
        one.enroll(application, ADA, ada);
        one.enroll(application, BOB, bob);
        cloud.likeness((seen, stored) -> 9_990);

        assertThat(one.probe(application, ADA, Purpose.RECOGNIZE, new Scope.Only(bob))
                        .candidates())
                .containsExactly(bob);
        assertThat(one.probe(application, ADA, Purpose.RECOGNIZE, new Scope.Only(new FacialId(UUID.randomUUID())))
                        .candidates())
                .isEmpty();
    }

    @Test
    void aScopedSearchIsRefusedByNameAndNothingIsSent() {
        // Breaks when the collection's best few are taken for all of them: whoever is in the scope may come after
        // those.
        one.enroll(application, ADA, ada);
        int before = cloud.asked().size();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> one.probe(application, ADA, Purpose.RECOGNIZE, new Scope.Among(Set.of(ada, bob))))
                .withMessageContaining("facialIds")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST));

        assertThat(cloud.asked()).hasSize(before);
    }

    @Test
    void noOccasionIsAddedOrTakenBack() {
        one.enroll(application, ADA, ada);
        Probed probed = one.probe(application, ADA, Purpose.RECOGNIZE, Scope.EVERYONE);

        assertThat(List.<Callable<?>>of(
                        () -> one.probe(application, ADA, Purpose.ADD, new Scope.Only(ada)),
                        () -> one.engine().join(probed.context(), ada, new JoinRequest("a.b")),
                        () -> one.engine().reset(probed.context(), ada)))
                .allSatisfy(call -> assertThatThrownBy(call::call)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(Code.CONFLICT)));
    }

    @Test
    void ofTwoSimultaneousEnrolmentsOfOneFaceOneWins() throws Exception {
        // P12. Breaks when stores do not wait for each other, or the second one does not search again in its turn.
        Probed first = one.probe(application, ADA);
        Probed second = two.probe(application, ADA);
        assertThat(second.candidates()).isEmpty();

        List<Outcome> outcomes = together(
                () -> one.store(first, ada).outcome(),
                () -> two.store(second, bob).outcome());

        assertThat(outcomes).containsExactlyInAnyOrder(Outcome.STORED, Outcome.NEWER_MATCHES);
        assertThat(atAws()).hasSize(1);
    }

    @Test
    void whoWasLookedUpAndIsNobodyDoesNotStandInTheWay() {
        one.enroll(application, ADA, ada);
        Probed probed = one.probe(application, ADA);

        assertThat(one.store(probed, bob).newer())
                .singleElement()
                .satisfies(match -> assertThat(match.facialId()).isEqualTo(ada));
        assertThat(one.store(probed, bob, ada).outcome()).isEqualTo(Outcome.STORED);
    }

    @Test
    void aProbeIsStoredOnceAndTheSameCallGetsTheSameAnswer() {
        Probed probed = one.probe(application, ADA);

        assertThat(one.store(probed, ada).outcome()).isEqualTo(Outcome.STORED);
        // Breaks when a lost answer makes a second face, or a probe is good for two people.
        assertThat(two.store(probed, ada).outcome()).isEqualTo(Outcome.STORED);
        assertThat(two.store(probed, bob).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
        assertThat(atAws()).hasSize(1);
    }

    @Test
    void aProbeOfAnotherRequestApplicationOrMinuteIsWorthNothing() {
        Probed probed = one.probe(application, ADA);
        Probed other = one.probe(application, BOB);
        Probed foreign = one.probe(new ApplicationId(UUID.randomUUID()), ADA);

        assertThat(one.store(new Probed(other.context(), probed.answer()), ada).outcome())
                .isEqualTo(Outcome.PROBE_REFUSED);
        assertThat(one.store(new Probed(foreign.context(), probed.answer()), ada)
                        .outcome())
                .isEqualTo(Outcome.PROBE_REFUSED);
        cluster.clock().advance(Duration.ofSeconds(61));
        assertThat(one.store(probed, ada).outcome()).isEqualTo(Outcome.PROBE_REFUSED);
        assertThat(cloud.operations()).doesNotContain("IndexFaces");
    }

    @ParameterizedTest
    @CsvSource({"0, NO_FACES_DETECTED", "2, MANY_FACES"})
    void aPictureOfNobodyOrOfSeveralIsNotEnrolled(int faces, Code code) {
        ProbeAnswer answer = one.probe(application, new Portrait(1, faces)).answer();

        // Breaks when AWS stores the largest of several faces that were never judged here.
        assertThat(answer.refusal()).isEqualTo(code);
        assertThat(answer.sealedProbe()).isNull();
    }

    @Test
    void aFaceThatWasNotJudgedHereIsNeitherRecognizedNorEnrolled() {
        // Somebody shows a large portrait of ada that our detector does not see, and a living face of their own that it
        // judges. Breaks when it is not asked where AWS sees the face that it takes.
        one.enroll(application, ADA, ada);
        cloud.largestAt(0, 0, 0.2, 0.9);

        ProbeAnswer recognizing =
                one.probe(application, ADA, Purpose.RECOGNIZE, Scope.EVERYONE).answer();
        ProbeAnswer named = one.probe(application, ADA, Purpose.RECOGNIZE, new Scope.Only(ada))
                .answer();
        ProbeAnswer enrolling =
                one.probe(new ApplicationId(UUID.randomUUID()), ADA).answer();

        assertThat(List.of(recognizing, named, enrolling)).allSatisfy(answer -> {
            assertThat(answer.refusal()).isEqualTo(Code.MANY_FACES);
            assertThat(answer.candidates()).isEmpty();
            assertThat(answer.sealedProbe()).isNull();
        });
    }

    @Test
    void aFaceThatBearsSomebodysNameIsNotThem() {
        one.enroll(application, ADA, ada);
        String name = atAws().getFirst().externalId();
        cloud.plant(collection(), name, BOB.person());

        // Breaks when a name alone says who it is: whoever may write to the collection could be anybody.
        assertThat(one.recognize(application, BOB)).isEmpty();
        one.cleanUp();
        assertThat(atAws()).extracting(FakeRekognition.Stored::person).containsExactly(ADA.person());
        assertThat(one.recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void theSameStoreTwiceAtOnceIsOneFaceAndOneAnswer() throws Exception {
        Probed probed = one.probe(application, ADA);

        List<Outcome> outcomes = together(
                () -> one.store(probed, ada).outcome(),
                () -> two.store(probed, ada).outcome());

        // Breaks when the second one searches before it looks whether it has been stored: it would find itself.
        assertThat(outcomes).containsExactly(Outcome.STORED, Outcome.STORED);
        assertThat(atAws()).hasSize(1);
        assertThat(one.engine().count(application)).isEqualTo(1);
    }

    @Test
    void whoIsNotSeenByAwsIsRefusedLikeAnyoneWithoutAFace() {
        one.enroll(application, BOB, bob);

        assertThat(one.probe(application, new Portrait(1, 0), Purpose.RECOGNIZE, Scope.EVERYONE)
                        .answer()
                        .refusal())
                .isEqualTo(Code.NO_FACES_DETECTED);
    }

    @Test
    void whatIsNeitherJpegNorPngIsRefusedByNameAndNotSent() {
        Frame webp = Frame.owning("RIFF....WEBPVP8 ".getBytes(StandardCharsets.US_ASCII));
        var context = one.probe(application, ADA).context();
        int before = cloud.asked().size();

        ProbeAnswer answer = one.engine().probe(context, Purpose.ENROLL, Scope.EVERYONE, List.of(webp));

        assertThat(answer.refusal()).isEqualTo(Code.INVALID_IMAGE);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.detail()).contains("WebP").contains("JPEG or PNG");
        assertThat(cloud.asked()).hasSize(before);
    }

    @Test
    void aCollectionThatSomebodyDeletedIsNotTakenForAnEmptyOne() {
        one.enroll(application, ADA, ada);
        Probed before = one.probe(application, BOB);
        cloud.lose(collection());

        // Breaks when "nobody is enrolled" lets everybody enroll twice.
        assertThatThrownBy(() -> one.probe(application, ADA))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(503));
        assertThatThrownBy(() -> one.store(before, bob)).isInstanceOf(Refusal.class);
    }

    @Test
    void aFaceThatIsNobodysIsNobodyAndIsTakenOut() {
        one.enroll(application, ADA, ada);
        cloud.plant(collection(), null, BOB.person());
        cloud.plant(collection(), UUID.randomUUID().toString(), BOB.person());

        assertThat(one.recognize(application, BOB)).isEmpty();
        one.cleanUp();

        // Breaks when what a search meets is not listed, or listing stops at the first page.
        assertThat(atAws()).extracting(FakeRekognition.Stored::person).containsExactly(ADA.person());
        assertThat(one.recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void whileAnotherStoreTakesTooLongTheCallerIsAskedToComeAgain() {
        Probed probed = one.probe(application, ADA);
        one.enroll(application, BOB, bob);
        cluster.database()
                .execute(tx -> tx.update("update rekognition_collection set turn = gen_random_uuid(),"
                        + " turn_ends_at = clock_timestamp() + interval '1 minute'"));

        assertThatThrownBy(() -> one.store(probed, ada)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.retryAfter()).isPositive();
        });
        assertThat(atAws()).hasSize(1);
    }

    @Test
    void theTurnOfSomebodyWhoDiedEnds() {
        Probed probed = one.probe(application, ADA);
        one.enroll(application, BOB, bob);
        cluster.database()
                .execute(tx -> tx.update("update rekognition_collection set turn = gen_random_uuid(),"
                        + " turn_ends_at = clock_timestamp() - interval '1 second'"));

        assertThat(one.store(probed, ada).outcome()).isEqualTo(Outcome.STORED);
    }

    @Test
    void whoseTurnWasOverWhenTheFaceLandedHasStoredNothing() {
        Probed probed = one.probe(application, ADA);
        cloud.next(
                "IndexFaces",
                new Fault.Meanwhile(() -> cluster.database()
                        .execute(tx -> tx.update("update rekognition_collection set turn = gen_random_uuid(),"
                                + " turn_ends_at = clock_timestamp() + interval '1 minute'"))));

        // Breaks when a store that was paused for longer than its turn counts: two could hold one face then.
        assertThatThrownBy(() -> one.store(probed, ada)).isInstanceOf(Refusal.class);
        assertThat(one.recognize(application, ADA)).isEmpty();
        one.cleanUp();
        assertThat(atAws()).isEmpty();
    }

    private static <T> List<T> together(Callable<T> one, Callable<T> two) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<T> first = threads.submit(one);
            Future<T> second = threads.submit(two);
            return List.of(first.get(), second.get());
        }
    }
}
