package dev.mien.index.rekognition;

import dev.mien.contracts.Code;
import dev.mien.contracts.index.FaceBox;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.problem.Refusal;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rekognition.RekognitionAsyncClient;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.CompareFacesResponse;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.IndexFacesResponse;
import software.amazon.awssdk.services.rekognition.model.QualityFilter;
import software.amazon.awssdk.services.rekognition.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rekognition.model.SearchFacesByImageResponse;

/**
 * What AWS makes of pictures: finds, compares and stores the faces on them. Thread safe; every method waits for AWS, on
 * the calling thread, which should be a virtual one. What AWS refuses or fails at is a {@link Refusal}, unless an
 * outcome says so.
 */
final class AwsFaces {
    private final RekognitionAsyncClient repeating;
    private final RekognitionAsyncClient once;

    AwsFaces(AwsClients clients) {
        this.repeating = clients.repeating();
        this.once = clients.once();
    }

    /** A face that resembles the one searched for. @param score a share of 1 */
    record Match(AwsCollections.Known face, double score) {}

    /** How a search ended. */
    sealed interface Sought {
        /** @param searched where the face is that was searched for; null: AWS did not say */
        record Found(List<Match> matches, FaceBox searched) implements Sought {}

        record NoCollection() implements Sought {}

        record Unusable(Refusal refusal) implements Sought {}
    }

    /** How looking for faces ended. */
    sealed interface Detected {
        /** @param places of the faces, the largest first */
        record Faces(List<FaceBox> places) implements Detected {}

        record Unusable(Refusal refusal) implements Detected {}
    }

    /** A face that was compared. @param score a share of 1 */
    record Likeness(FaceBox place, double score) {}

    /** How a comparison ended. */
    sealed interface Compared {
        /**
         * @param source where the face is that the others are compared with; null: AWS did not say
         * @param alike the faces of the other picture
         */
        record Faces(FaceBox source, List<Likeness> alike) implements Compared {}

        record Unusable(Refusal refusal) implements Compared {}
    }

    /** How storing a face ended. */
    sealed interface Indexed {
        record Stored(String faceId) implements Indexed {}

        /** Nothing was stored. */
        record Refused(Refusal refusal) implements Indexed {}

        /** Whether something was stored is not known. */
        record Unknown(Refusal refusal) implements Indexed {}
    }

    /** Looks for faces; nothing is stored. */
    Detected detect(SecretBytes picture) {
        try {
            List<FaceBox> places = AwsClients.answer(
                            "DetectFaces", () -> repeating.detectFaces(request -> request.image(image(picture))))
                    .faceDetails()
                    .stream()
                    .map(face -> box(face.boundingBox()))
                    .sorted(Comparator.comparingDouble(AwsFaces::area).reversed())
                    .toList();
            return new Detected.Faces(places);
        } catch (SdkException failure) {
            return Trouble.ofPicture(failure)
                    .<Detected>map(Detected.Unusable::new)
                    .orElseThrow(() -> Trouble.refusal("DetectFaces", failure));
        }
    }

    /** @param least the lowest score of interest, a share; @param most matches, at most */
    Sought search(String collection, SecretBytes picture, double least, int most) {
        try {
            // No quality filter: our own gate has judged the picture, and names what it refuses.
            SearchFacesByImageResponse answer = AwsClients.answer(
                    "SearchFacesByImage",
                    () -> repeating.searchFacesByImage(request -> request.collectionId(collection)
                            .image(image(picture))
                            .faceMatchThreshold(Similarities.percentage(least))
                            .maxFaces(most)
                            .qualityFilter(QualityFilter.NONE)));
            List<Match> matches = answer.faceMatches().stream()
                    .map(match ->
                            new Match(AwsCollections.Known.of(match.face()), Similarities.share(match.similarity())))
                    .toList();
            BoundingBox searched = answer.searchedFaceBoundingBox();
            return new Sought.Found(matches, searched == null ? null : box(searched));
        } catch (ResourceNotFoundException gone) {
            return new Sought.NoCollection();
        } catch (SdkException failure) {
            return Trouble.ofPicture(failure)
                    .<Sought>map(Sought.Unusable::new)
                    .orElseThrow(() -> Trouble.refusal("SearchFacesByImage", failure));
        }
    }

    /** Compares the largest face of one picture with every face of the other; nothing is stored. */
    Compared compare(SecretBytes source, SecretBytes target) {
        try {
            CompareFacesResponse answer = AwsClients.answer(
                    "CompareFaces",
                    () -> repeating.compareFaces(request -> request.sourceImage(image(source))
                            .targetImage(image(target))
                            .similarityThreshold(0f)
                            .qualityFilter(QualityFilter.NONE)));
            BoundingBox compared = answer.sourceImageFace() == null
                    ? null
                    : answer.sourceImageFace().boundingBox();
            return new Compared.Faces(
                    compared == null ? null : box(compared),
                    answer.faceMatches().stream()
                            .map(match -> new Likeness(
                                    box(match.face().boundingBox()), Similarities.share(match.similarity())))
                            .toList());
        } catch (SdkException failure) {
            return Trouble.ofPicture(failure)
                    .<Compared>map(Compared.Unusable::new)
                    .orElseThrow(() -> Trouble.refusal("CompareFaces", failure));
        }
    }

    /** Stores the largest face of the picture. Sent once. */
    Indexed index(String collection, String externalId, SecretBytes picture) {
        try {
            IndexFacesResponse answer = AwsClients.answer(
                    "IndexFaces",
                    () -> once.indexFaces(request -> request.collectionId(collection)
                            .image(image(picture))
                            .externalImageId(externalId)
                            .maxFaces(1)
                            .qualityFilter(QualityFilter.NONE)));
            return answer.faceRecords().isEmpty()
                    ? new Indexed.Refused(Refusal.of(Code.NO_FACES_DETECTED))
                    : new Indexed.Stored(answer.faceRecords().getFirst().face().faceId());
        } catch (ResourceNotFoundException gone) {
            return new Indexed.Refused(Trouble.collectionMissing(collection));
        } catch (SdkException failure) {
            Refusal refusal = Trouble.ofPicture(failure).orElseGet(() -> Trouble.refusal("IndexFaces", failure));
            return Trouble.isAnswer(failure) ? new Indexed.Refused(refusal) : new Indexed.Unknown(refusal);
        }
    }

    /** In shares of the upright picture's width and height. */
    private static FaceBox box(BoundingBox box) {
        return new FaceBox(box.left(), box.top(), box.width(), box.height());
    }

    static double area(FaceBox box) {
        return box.width() * box.height();
    }

    /** Refers to the bytes and does not copy them; the SDK's own copies go with the garbage. */
    private static Image image(SecretBytes picture) {
        return Image.builder()
                .bytes(SdkBytes.fromByteArrayUnsafe(picture.expose()))
                .build();
    }
}
