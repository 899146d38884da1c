package dev.mien.index.rekognition;

import dev.mien.platform.problem.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rekognition.RekognitionAsyncClient;
import software.amazon.awssdk.services.rekognition.model.Face;
import software.amazon.awssdk.services.rekognition.model.ListCollectionsRequest;
import software.amazon.awssdk.services.rekognition.model.ListCollectionsResponse;
import software.amazon.awssdk.services.rekognition.model.ListFacesRequest;
import software.amazon.awssdk.services.rekognition.model.ListFacesResponse;
import software.amazon.awssdk.services.rekognition.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.rekognition.model.ResourceNotFoundException;

/**
 * The collections at AWS, and which faces lie in them: no picture is needed for any of this, and all of it may be
 * repeated. Thread safe; every method waits for AWS, on the calling thread, which should be a virtual one. What AWS
 * refuses or fails at is a {@link Refusal}.
 */
final class AwsCollections {
    /** Faces of one call that deletes or lists. */
    static final int FACES_MAX = 4_096;

    private final RekognitionAsyncClient aws;

    AwsCollections(AwsClients clients) {
        this.aws = clients.repeating();
    }

    /** A face in a collection, as AWS lists it. @param externalId null for one that is none of ours */
    record Known(String faceId, String externalId) {
        static Known of(Face face) {
            return new Known(face.faceId(), face.externalImageId());
        }
    }

    /** Makes a collection; one that is there already is as good. */
    void create(String collection) {
        try {
            AwsClients.answer(
                    "CreateCollection", () -> aws.createCollection(request -> request.collectionId(collection)));
        } catch (ResourceAlreadyExistsException there) {
            // made by an earlier try whose answer was lost
        } catch (SdkException failure) {
            throw Trouble.refusal("CreateCollection", failure);
        }
    }

    /** Deletes a collection with all of its faces; one that is not there is as good. */
    void drop(String collection) {
        try {
            AwsClients.answer(
                    "DeleteCollection", () -> aws.deleteCollection(request -> request.collectionId(collection)));
        } catch (ResourceNotFoundException gone) {
            // by an earlier try whose answer was lost
        } catch (SdkException failure) {
            throw Trouble.refusal("DeleteCollection", failure);
        }
    }

    boolean exists(String collection) {
        try {
            AwsClients.answer(
                    "DescribeCollection", () -> aws.describeCollection(request -> request.collectionId(collection)));
            return true;
        } catch (ResourceNotFoundException gone) {
            return false;
        } catch (SdkException failure) {
            throw Trouble.refusal("DescribeCollection", failure);
        }
    }

    /** The names of all collections of the account and region, whoever's. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        String token = null;
        try {
            do {
                ListCollectionsRequest request =
                        ListCollectionsRequest.builder().nextToken(token).build();
                ListCollectionsResponse page = AwsClients.answer("ListCollections", () -> aws.listCollections(request));
                names.addAll(page.collectionIds());
                token = page.nextToken();
            } while (token != null);
            return names;
        } catch (SdkException failure) {
            throw Trouble.refusal("ListCollections", failure);
        }
    }

    /** Asks for faces to be deleted, {@value #FACES_MAX} at most. What came of it, {@link #listed} tells. */
    void delete(String collection, Collection<String> faceIds) {
        try {
            AwsClients.answer(
                    "DeleteFaces",
                    () -> aws.deleteFaces(
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
                ListFacesResponse page = AwsClients.answer("ListFaces", () -> aws.listFaces(request.build()));
                List<Known> known = new ArrayList<>();
                page.faces().forEach(face -> known.add(Known.of(face)));
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
}
