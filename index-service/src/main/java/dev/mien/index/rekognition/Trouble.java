package dev.mien.index.rekognition;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rekognition.model.ImageTooLargeException;
import software.amazon.awssdk.services.rekognition.model.InvalidImageFormatException;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;
import software.amazon.awssdk.services.rekognition.model.LimitExceededException;
import software.amazon.awssdk.services.rekognition.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.rekognition.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.rekognition.model.ThrottlingException;

/** What failures of Rekognition are to our callers. AWS's own words go to the log, never into an answer. */
final class Trouble {
    private static final Logger LOG = Logger.getLogger(Trouble.class);
    private static final Duration THROTTLED = Duration.ofSeconds(2);
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Duration FULL = Duration.ofMinutes(1);
    private static final int FIRST_SERVER_ERROR = 500;

    private Trouble() {}

    /** What the picture is refused for; empty when the picture is not at fault. */
    static Optional<Refusal> ofPicture(SdkException failure) {
        return switch (failure) {
            case ImageTooLargeException _ ->
                Optional.of(Refusal.of(Code.INVALID_IMAGE, 413, "The image is too large for this engine."));
            case InvalidImageFormatException _ ->
                Optional.of(
                        Refusal.of(Code.INVALID_IMAGE, 415, "This engine cannot read the image; send JPEG or PNG."));
            // The same error for everything that is wrong with a request; only its words tell this one apart.
            case InvalidParameterException refused
            when saysNoFace(refused) -> Optional.of(Refusal.of(Code.NO_FACES_DETECTED));
            default -> Optional.empty();
        };
    }

    /** A failure that is not about the picture, as our caller gets it. */
    static Refusal refusal(String operation, SdkException failure) {
        return switch (failure) {
            case ThrottlingException _ -> throttled(operation);
            case ProvisionedThroughputExceededException _ -> throttled(operation);
            case AwsServiceException busy when busy.isThrottlingException() -> throttled(operation);
            case LimitExceededException _ -> full(operation, failure);
            case ServiceQuotaExceededException _ -> full(operation, failure);
            case ApiCallTimeoutException _ -> away(operation, "time-out");
            case ApiCallAttemptTimeoutException _ -> away(operation, "time-out");
            case AwsServiceException answered
            when answered.statusCode() >= FIRST_SERVER_ERROR -> away(operation, "status " + answered.statusCode());
            case AwsServiceException answered -> {
                LOG.errorf(
                        "event=rekognition-refused operation=%s code=%s request=%s",
                        operation, code(answered), answered.requestId());
                yield Refusal.later("Amazon Rekognition refuses index-service; its operator is told why.", AWAY);
            }
            default -> away(operation, failure.getClass().getSimpleName() + ": " + failure.getMessage());
        };
    }

    /** Whether AWS has said no, so that what was asked for is known not to have happened. */
    static boolean isAnswer(SdkException failure) {
        return failure instanceof AwsServiceException answered && answered.statusCode() < FIRST_SERVER_ERROR;
    }

    static Refusal collectionMissing(String collection) {
        LOG.errorf("event=rekognition-collection-missing collection=%s", collection);
        return Refusal.later("The collection of this application is not at Amazon Rekognition.", AWAY);
    }

    private static Refusal throttled(String operation) {
        LOG.warnf("event=rekognition-throttled operation=%s", operation);
        return Refusal.of(Code.TOO_MANY_REQUESTS, "Amazon Rekognition takes no more requests at the moment.")
                .retryAfter(THROTTLED);
    }

    private static Refusal full(String operation, SdkException failure) {
        LOG.errorf("event=rekognition-quota operation=%s cause=%s", operation, failure.getMessage());
        return Refusal.later("A quota of Amazon Rekognition is used up.", FULL);
    }

    private static Refusal away(String operation, String cause) {
        LOG.warnf("event=rekognition-away operation=%s cause=%s", operation, cause);
        return Refusal.later("Amazon Rekognition cannot be reached.", AWAY);
    }

    private static boolean saysNoFace(AwsServiceException refused) {
        String words = refused.awsErrorDetails() == null
                ? refused.getMessage()
                : refused.awsErrorDetails().errorMessage();
        return words != null && words.toLowerCase(Locale.ROOT).contains("no faces");
    }

    private static String code(AwsServiceException answered) {
        return answered.awsErrorDetails() == null
                ? String.valueOf(answered.statusCode())
                : answered.awsErrorDetails().errorCode();
    }
}
