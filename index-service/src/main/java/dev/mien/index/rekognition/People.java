package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.Candidate;
import dev.mien.platform.sql.Database;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
        List<String> names = matches.stream()
                .map(match -> match.face().externalId())
                .filter(Objects::nonNull)
                .toList();
        if (matches.isEmpty()) {
            return List.of();
        }
        Map<String, FacialId> people = database.write(tx -> {
            if (faces.known(tx, application, names).size() < matches.size()) {
                collections.listSoon(tx, application);
            }
            return faces.people(tx, application, names);
        });
        return matches.stream()
                .filter(match -> people.containsKey(match.face().externalId()))
                .map(match -> new Candidate(people.get(match.face().externalId()), match.score()))
                .sorted(BEST_FIRST)
                .toList();
    }
}
