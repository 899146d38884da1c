package dev.mien.index.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mien.contracts.Code;
import dev.mien.contracts.index.FaceBox;
import dev.mien.index.cloud.FakeRekognition;
import dev.mien.index.cloud.Fault;
import dev.mien.index.cloud.Portrait;
import dev.mien.index.cloud.ServiceModel;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.problem.Refusal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation against a server that checks shapes and signatures, and what each failure becomes. */
class AwsFacesTest {
    private static final String COLLECTION = "test-collection";
    /** As the wire rounds it. */
    private static final FaceBox MIDDLE = new FaceBox(0.2f, 0.2f, 0.5f, 0.5f);

    private FakeRekognition cloud;
    private AwsClients clients;
    private AwsFaces aws;
    private AwsCollections collections;

    @BeforeEach
    void start() {
        cloud = new FakeRekognition();
        clients = CloudNode.connect(TestSettings.at(cloud.endpoint()));
        aws = new AwsFaces(clients);
        collections = new AwsCollections(clients);
    }

    @AfterEach
    void stop() {
        clients.close();
        cloud.close();
    }

    @Test
    void everyOperationSpeaksAsTheServiceDoes() {
        collections.create(COLLECTION);
        collections.create(COLLECTION);
        String first = ((AwsFaces.Indexed.Stored) aws.index(COLLECTION, "a", picture(1))).faceId();
        String second = ((AwsFaces.Indexed.Stored) aws.index(COLLECTION, "b", picture(2))).faceId();
        aws.index(COLLECTION, "c", picture(3));
        Set<String> names = new HashSet<>();

        assertThat(aws.detect(picture(1))).isEqualTo(new AwsFaces.Detected.Faces(List.of(MIDDLE)));
        assertThat(aws.search(COLLECTION, picture(1), 0.99, 10))
                .isEqualTo(new AwsFaces.Sought.Found(
                        List.of(new AwsFaces.Match(new AwsCollections.Known(first, "a"), Similarities.share(99.9f))),
                        MIDDLE));
        assertThat(aws.compare(picture(1), picture(1)))
                .isEqualTo(new AwsFaces.Compared.Faces(
                        MIDDLE, List.of(new AwsFaces.Likeness(MIDDLE, Similarities.share(99.9f)))));
        collections.create(COLLECTION + 2);
        collections.create(COLLECTION + 3);
        assertThat(collections.names()).containsExactly(COLLECTION, COLLECTION + 2, COLLECTION + 3);
        assertThat(collections.each(COLLECTION, page -> page.forEach(face -> names.add(face.externalId()))))
                .hasValue(3L);
        assertThat(names).containsExactlyInAnyOrder("a", "b", "c");
        collections.delete(COLLECTION, List.of(first));
        collections.delete(COLLECTION, List.of(first));
        assertThat(collections.listed(COLLECTION, List.of(first, second))).containsExactly(second);
        assertThat(collections.exists(COLLECTION)).isTrue();
        collections.drop(COLLECTION);
        collections.drop(COLLECTION);
        assertThat(collections.exists(COLLECTION)).isFalse();
        // Breaks for any member that the service does not know, any bound that is passed, any wrong signature.
        assertThat(cloud.problems()).isEmpty();
        assertThat(new HashSet<>(cloud.operations()))
                .containsExactlyInAnyOrder(
                        "CreateCollection",
                        "IndexFaces",
                        "DetectFaces",
                        "CompareFaces",
                        "ListCollections",
                        "SearchFacesByImage",
                        "ListFaces",
                        "DeleteFaces",
                        "DescribeCollection",
                        "DeleteCollection");
    }

    @Test
    void withoutTheCollectionThereIsNothingToDelete() {
        collections.delete(COLLECTION, List.of("6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001"));

        assertThat(collections.listed(COLLECTION, List.of("6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001")))
                .isEmpty();
        assertThat(collections.each(COLLECTION, page -> {})).isEmpty();
        assertThat(aws.search(COLLECTION, picture(1), 0.9, 1)).isEqualTo(new AwsFaces.Sought.NoCollection());
        assertThat(aws.index(COLLECTION, "a", picture(1))).isInstanceOf(AwsFaces.Indexed.Refused.class);
    }

    @Test
    void theServerWouldNoticeAWrongKey() {
        // The control of every signature that the other tests find right.
        try (AwsClients forger = CloudNode.connect(TestSettings.at(cloud.endpoint()), "another secret")) {
            new AwsCollections(forger).exists(COLLECTION);
        }

        assertThat(cloud.problems()).singleElement().asString().contains("the signature is not the request's");
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException, TOO_MANY_REQUESTS, 429, true",
        "400, ProvisionedThroughputExceededException, TOO_MANY_REQUESTS, 429, true",
        "500, InternalServerError, PROCESSING_ERR, 503, true",
        "503, ServiceUnavailableException, PROCESSING_ERR, 503, true",
        "400, AccessDeniedException, PROCESSING_ERR, 503, true",
        "400, UnrecognizedClientException, PROCESSING_ERR, 503, true",
        "400, ExpiredTokenException, PROCESSING_ERR, 503, true",
        "400, InvalidParameterException, PROCESSING_ERR, 503, true",
        "400, SomethingNewException, PROCESSING_ERR, 503, true"
    })
    void whatAwsRefusesIsToldWithACodeOfOurs(int status, String type, Code code, int answered, boolean retryAfter) {
        Fault fault = new Fault.Refused(status, type);
        cloud.next("SearchFacesByImage", fault, fault, fault, fault);

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> aws.search(COLLECTION, picture(1), 0.9, 1));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.status()).isEqualTo(answered);
        assertThat(refusal.retryAfter() != null).isEqualTo(retryAfter);
        // Breaks when AWS's own words reach a caller.
        assertThat(refusal.detail()).doesNotContain(type).doesNotContain("scripted");
    }

    @ParameterizedTest
    @CsvSource({"ImageTooLargeException, 413", "InvalidImageFormatException, 415"})
    void whatIsWrongWithThePictureIsItsSendersToMend(String type, int status) {
        cloud.next("SearchFacesByImage", new Fault.Refused(400, type));
        cloud.next("DetectFaces", new Fault.Refused(400, type));

        AwsFaces.Sought sought = aws.search(COLLECTION, picture(1), 0.9, 1);
        AwsFaces.Detected detected = aws.detect(picture(1));

        assertThat(((AwsFaces.Sought.Unusable) sought).refusal().code()).isEqualTo(Code.INVALID_IMAGE);
        assertThat(((AwsFaces.Sought.Unusable) sought).refusal().status()).isEqualTo(status);
        assertThat(((AwsFaces.Detected.Unusable) detected).refusal().status()).isEqualTo(status);
        assertThat(ServiceModel.rekognition().declares("SearchFacesByImage", type))
                .isTrue();
    }

    @Test
    void whatAwsWasTooBusyForIsRepeatedExceptAStore() {
        collections.create(COLLECTION);
        cloud.next("SearchFacesByImage", new Fault.Refused(400, "ThrottlingException"));
        cloud.next("IndexFaces", new Fault.Refused(400, "ThrottlingException"));

        assertThat(aws.search(COLLECTION, picture(1), 0.9, 1)).isInstanceOf(AwsFaces.Sought.Found.class);
        AwsFaces.Indexed indexed = aws.index(COLLECTION, "a", picture(1));

        // Known not to have happened: nothing has to be looked for.
        assertThat(((AwsFaces.Indexed.Refused) indexed).refusal().code()).isEqualTo(Code.TOO_MANY_REQUESTS);
        assertThat(cloud.operations())
                .containsExactly("CreateCollection", "SearchFacesByImage", "SearchFacesByImage", "IndexFaces");
    }

    @Test
    void aQuotaIsNoReasonToComeAgainAtOnce() {
        collections.create(COLLECTION);
        cloud.next("IndexFaces", new Fault.Refused(400, "ServiceQuotaExceededException"));

        AwsFaces.Indexed indexed = aws.index(COLLECTION, "a", picture(1));

        assertThat(((AwsFaces.Indexed.Refused) indexed).refusal().retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whoGetsNoAnswerDoesNotKnow() {
        collections.create(COLLECTION);
        cloud.next("IndexFaces", new Fault.DoneAndLost(), new Fault.Slow(Duration.ofSeconds(5)));
        try (AwsClients impatient =
                CloudNode.connect(TestSettings.at(cloud.endpoint()).impatient())) {
            AwsFaces once = new AwsFaces(impatient);

            // Breaks when a server's error or a time-out is taken for a no.
            assertThat(once.index(COLLECTION, "a", picture(1))).isInstanceOf(AwsFaces.Indexed.Unknown.class);
            assertThat(once.index(COLLECTION, "b", picture(2))).isInstanceOf(AwsFaces.Indexed.Unknown.class);
        }
        assertThat(cloud.faces(COLLECTION)).hasSize(2);
    }

    @Test
    void whereNobodyListensTheAnswerIsComeAgain() {
        cloud.close();

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> collections.exists(COLLECTION));

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.retryAfter()).isPositive();
    }

    private static SecretBytes picture(int person) {
        return SecretBytes.owning(Portrait.of(person).jpeg());
    }
}
