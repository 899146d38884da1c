package dev.mien.index.rekognition;

import dev.mien.contracts.Code;
import dev.mien.contracts.index.FaceBox;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.problem.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rekognition.RekognitionAsyncClient;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.CompareFacesResponse;
import software.amazon.awssdk.services.rekognition.model.Face;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.IndexFacesResponse;
import software.amazon.awssdk.services.rekognition.model.ListCollectionsRequest;
import software.amazon.awssdk.services.rekognition.model.ListCollectionsResponse;
import software.amazon.awssdk.services.rekognition.model.ListFacesRequest;
import software.amazon.awssdk.services.rekognition.model.ListFacesResponse;
import software.amazon.awssdk.services.rekognition.model.QualityFilter;
import software.amazon.awssdk.services.rekognition.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.rekognition.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rekognition.model.SearchFacesByImageResponse;

/**
 * Faces at AWS, by collection. Thread safe; every method waits for AWS, on the calling thread, which should be a
 * virtual one. What AWS refuses or fails at is a {@link Refusal}, unless an outcome says so.
 */
final class AwsFaces implements AutoCloseable {
    /** Faces of one call that deletes or lists. */
    static final int FACES_MAX = 4_096;

    private final AwsClients clients;
    private final RekognitionAsyncClient repeating;
    private final RekognitionAsyncClient once;

    /** @param clients close with this */
    AwsFaces(AwsClients clients) {
        this.clients = clients;
        this.repeating = clients.repeating();
        this.once = clients.once();
    }

    /** A face in a collection, as AWS lists it. @param externalId null for one that is none of ours */
    record Known(String faceId, String externalId) {}

    /** A face that resembles the one searched for. @param score a share of 1 */
    record Match(Known face, double score) {}

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

    /** Makes a collection; one that is there already is as good. */
    void create(String collection) {
        try {
            ask("CreateCollection", () -> repeating.createCollection(request -> request.collectionId(collection)));
        } catch (ResourceAlreadyExistsException there) {
            // made by an earlier try whose answer was lost
        } catch (SdkException failure) {
            throw Trouble.refusal("CreateCollection", failure);
        }
    }

    /** Deletes a collection with all of its faces; one that is not there is as good. */
    void drop(String collection) {
        try {
            ask("DeleteCollection", () -> repeating.deleteCollection(request -> request.collectionId(collection)));
        } catch (ResourceNotFoundException gone) {
            // by an earlier try whose answer was lost
        } catch (SdkException failure) {
            throw Trouble.refusal("DeleteCollection", failure);
        }
    }

    boolean exists(String collection) {
        try {
            ask("DescribeCollection", () -> repeating.describeCollection(request -> request.collectionId(collection)));
            return true;
        } catch (ResourceNotFoundException gone) {
            return false;
        } catch (SdkException failure) {
            throw Trouble.refusal("DescribeCollection", failure);
        }
    }

    /** The names of all collections of the account and region, whoever's. */
    List<String> collections() {
        List<String> names = new ArrayList<>();
        String token = null;
        try {
            do {
                ListCollectionsRequest request =
                        ListCollectionsRequest.builder().nextToken(token).build();
                ListCollectionsResponse page = ask("ListCollections", () -> repeating.listCollections(request));
                names.addAll(page.collectionIds());
                token = page.nextToken();
            } while (token != null);
            return names;
        } catch (SdkException failure) {
            throw Trouble.refusal("ListCollections", failure);
        }
    }

    /** Looks for faces; nothing is stored. */
    Detected detect(SecretBytes picture) {
        try {
            List<FaceBox> places = ask(
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
            SearchFacesByImageResponse answer = ask(
                    "SearchFacesByImage",
                    () -> repeating.searchFacesByImage(request -> request.collectionId(collection)
                            .image(image(picture))
                            .faceMatchThreshold(Similarities.percentage(least))
                            .maxFaces(most)
                            .qualityFilter(QualityFilter.NONE)));
            List<Match> matches = answer.faceMatches().stream()
                    .map(match -> new Match(known(match.face()), Similarities.share(match.similarity())))
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
            CompareFacesResponse answer = ask(
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
            IndexFacesResponse answer = ask(
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

    /** Asks for faces to be deleted, {@value #FACES_MAX} at most. What came of it, {@link #listed} tells. */
    void delete(String collection, Collection<String> faceIds) {
        try {
            ask(
                    "DeleteFaces",
                    () -> repeating.deleteFaces(
                            request -> request.collectionId(collection).faceIds(faceIds)));
        } catch (ResourceNotFoundException gone) {
            // and every face with it
        } catch (SdkException failure) {
            throw Trouble.refusal("DeleteFaces", failure);
        }
    }

    /** Which of these faces, {@value #FACES_MAX} at most, the collection still lists. */
    Set<String> listed(String collection, Collection<String> faceIds) {
        Set<String> listed = new HashSet<>();
        list(collection, request -> request.faceIds(faceIds), page -> page.forEach(face -> listed.add(face.faceId())));
        return listed;
    }

    /** Looks at every face of a collection, a page at a time. @return how many there are; empty without a collection */
    Optional<Long> each(String collection, Consumer<List<Known>> page) {
        return list(collection, request -> {}, page);
    }

    private Optional<Long> list(
            String collection, Consumer<ListFacesRequest.Builder> narrow, Consumer<List<Known>> visitor) {
        long faces = 0;
        String token = null;
        try {
            do {
                ListFacesRequest.Builder request = ListFacesRequest.builder()
                        .collectionId(collection)
                        .maxResults(FACES_MAX)
                        .nextToken(token);
                narrow.accept(request);
                ListFacesResponse page = ask("ListFaces", () -> repeating.listFaces(request.build()));
                List<Known> known = new ArrayList<>();
                page.faces().forEach(face -> known.add(known(face)));
                faces += known.size();
                visitor.accept(known);
                token = page.nextToken();
            } while (token != null);
            return Optional.of(faces);
        } catch (ResourceNotFoundException gone) {
            return Optional.empty();
        } catch (SdkException failure) {
            throw Trouble.refusal("ListFaces", failure);
        }
    }

    private static <T> T ask(String operation, Supplier<CompletableFuture<T>> call) {
        try {
            return call.get().join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case SdkException known -> throw known;
                case RuntimeException other -> throw other;
                case null, default -> throw new IllegalStateException(operation + " failed", failed.getCause());
            }
        }
    }

    private static Known known(Face face) {
        return new Known(face.faceId(), face.externalImageId());
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

    @Override
    public void close() {
        clients.close();
    }
}
