package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.Candidate;
import dev.mien.platform.sql.Database;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From faces as AWS knows them to those whose faces they are. */
final class People {
    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed();

    private final Database database;
    private final CloudFaces faces;
    private final CloudCollections collections;

    People(Database database, CloudFaces faces, CloudCollections collections) {
        this.database = database;
        this.faces = faces;
        this.collections = collections;
    }

    /** Best first. Who is to go is nobody; a face that nothing is known of has its collection listed soon. */
    List<Candidate> behind(ApplicationId application, List<AwsFaces.Match> matches) {
        if (matches.isEmpty()) {
            return List.of();
        }
        List<AwsCollections.Known> found =
                matches.stream().map(AwsFaces.Match::face).toList();
        Map<String, Optional<FacialId>> known = database.write(tx -> {
            Map<String, Optional<FacialId>> ours = faces.known(tx, application, found);
            if (ours.size() < matches.size()) {
                collections.listSoon(tx, application);
            }
            return ours;
        });
        return matches.stream()
                .flatMap(match -> known
                        .getOrDefault(match.face().faceId(), Optional.empty())
                        .map(facialId -> new Candidate(facialId, match.score()))
                        .stream())
                .sorted(BEST_FIRST)
                .toList();
    }
}
