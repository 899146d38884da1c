package dev.mien.index.rekognition;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.FaceBox;
import dev.mien.contracts.index.MatchThreshold;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.index.photo.FacePhotos;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.problem.Refusal;
import java.util.Comparator;
import java.util.List;

/**
 * Compares two pictures by the similarity that the application's people are recognized by. Both are looked at here
 * first, as for every engine: one good face on each, or nothing is sent. Nothing is stored at AWS.
 */
final class CloudComparing {
    private final FacePhotos photos;
    private final AwsFaces aws;
    private final Similarities similarities;

    CloudComparing(FacePhotos photos, AwsFaces aws, Similarities similarities) {
        this.photos = photos;
        this.aws = aws;
        this.similarities = similarities;
    }

    PhotoComparison compare(RequestContext context, List<Frame> two) {
        PhotoComparison seen = photos.compare(context.policy().profile(), two);
        try (Bare first = bare(seen, two, 0);
                Bare second = bare(seen, two, 1)) {
            double similarity = similarity(first, second);
            return new PhotoComparison(
                    similarity,
                    null,
                    similarity >= similarities.threshold(),
                    new MatchThreshold(similarities.threshold(), null, null),
                    seen.profile(),
                    seen.images());
        }
    }

    private double similarity(Bare first, Bare second) {
        return switch (aws.compare(first.picture(), second.picture())) {
            case AwsFaces.Compared.Unusable(Refusal refusal) -> throw refusal;
            case AwsFaces.Compared.Faces(FaceBox source, var alike) -> {
                if (!first.shows(source)) {
                    throw another(1);
                }
                yield alike.stream()
                        .filter(one -> second.shows(one.place()))
                        .max(Comparator.comparingDouble(AwsFaces.Likeness::score))
                        .orElseThrow(() -> another(2))
                        .score();
            }
        };
    }

    private static Bare bare(PhotoComparison seen, List<Frame> two, int index) {
        try {
            return Bare.of(two.get(index), seen.images().get(index).box());
        } catch (Refusal unfit) {
            throw Refusal.of(unfit.code(), unfit.status(), "Image " + (index + 1) + ": " + unfit.detail());
        }
    }

    private static Refusal another(int image) {
        return Refusal.of(
                Code.MANY_FACES, "Image " + image + ": Amazon Rekognition sees another face than index-service.");
    }
}
