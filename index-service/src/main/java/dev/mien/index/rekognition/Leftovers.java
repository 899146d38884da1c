package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.sql.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes out of AWS what shall not be there: the erased, stores that failed half-way, faces that nobody knows. Nothing
 * is forgotten before AWS, asked again, lists it no more. Safe to run at any time, on any number of replicas: every
 * step may be done twice.
 */
final class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);
    /** So long after it was sent a face has landed or never will: several times what a call may take. */
    static final Duration SETTLED = Duration.ofMinutes(2);

    private final Database database;
    private final AwsCollections aws;
    private final CloudCollections collections;
    private final CloudFaces faces;
    private final Duration listingInterval;

    Leftovers(
            Database database,
            AwsCollections aws,
            CloudCollections collections,
            CloudFaces faces,
            Duration listingInterval) {
        this.database = database;
        this.aws = aws;
        this.collections = collections;
        this.faces = faces;
        this.listingInterval = listingInterval;
    }

    /** One round. What cannot be done now is left for the next one, and keeps nothing else from being done. */
    void run() {
        database.execute(tx -> faces.abandonOlder(tx, SETTLED));
        try {
            seekForgotten();
        } catch (RuntimeException notNow) {
            LOG.warnf("event=rekognition-seek-failed cause=%s", notNow.toString());
        }
        for (CloudCollection collection : database.write(collections::going)) {
            attempt("drop", collection.application(), () -> drop(collection));
        }
        for (ApplicationId application : database.write(faces::unfinished)) {
            attempt(
                    "erase",
                    application,
                    () -> database.write(tx -> collections.find(tx, application))
                            .filter(collection -> !collection.going())
                            .ifPresent(this::erase));
        }
        for (CloudCollection collection : database.write(tx -> collections.toList(tx, listingInterval))) {
            attempt("list", collection.application(), () -> list(collection));
        }
    }

    /** After a restore of this database: collections that it does not know of. */
    private void seekForgotten() {
        if (database.write(collections::seeksForgotten)) {
            List<String> names = aws.names();
            database.execute(tx -> collections.takeIn(tx, names));
        }
    }

    private static void attempt(String what, ApplicationId application, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException notNow) {
            LOG.warnf("event=rekognition-%s-failed application=%s cause=%s", what, application, notNow.toString());
        }
    }

    private void drop(CloudCollection collection) {
        aws.drop(collection.name());
        if (!aws.exists(collection.name())) {
            database.write(tx -> collections.forget(tx, collection.application(), SETTLED));
        }
    }

    private void erase(CloudCollection collection) {
        ApplicationId application = collection.application();
        List<UUID> unknown = database.write(tx -> faces.settled(tx, application, SETTLED));
        if (!unknown.isEmpty()) {
            find(collection, unknown);
        }
        List<CloudFaces.Going> landed = database.write(tx -> faces.landed(tx, application, AwsCollections.FACES_MAX));
        if (landed.isEmpty()) {
            return;
        }
        Set<String> there = gone(
                collection.name(), landed.stream().map(CloudFaces.Going::faceId).toList());
        List<UUID> forgotten = landed.stream()
                .filter(going -> !there.contains(going.faceId()))
                .map(CloudFaces.Going::externalId)
                .toList();
        database.execute(tx -> faces.forget(tx, forgotten));
    }

    /** Asks for them to be deleted, then asks which are there. @return those that still are */
    private Set<String> gone(String collection, List<String> faceIds) {
        aws.delete(collection, faceIds);
        Set<String> there = aws.listed(collection, faceIds);
        if (!there.isEmpty()) {
            LOG.errorf("event=rekognition-not-deleted collection=%s faces=%d", collection, there.size());
        }
        return there;
    }

    /** Looks for faces of which nobody knows whether they landed. */
    private void find(CloudCollection collection, List<UUID> unknown) {
        Map<UUID, String> landed = new HashMap<>();
        Set<UUID> wanted = new HashSet<>(unknown);
        aws.each(
                collection.name(),
                page -> page.forEach(face -> own(face)
                        .filter(wanted::contains)
                        .ifPresent(externalId -> landed.put(externalId, face.faceId()))));
        wanted.removeAll(landed.keySet());
        database.execute(tx -> {
            landed.forEach((externalId, faceId) -> faces.abandon(tx, externalId, faceId));
            faces.forgetUnheard(tx, wanted);
        });
    }

    /** Compares a collection with the rows, and takes out whom nobody knows. */
    private void list(CloudCollection collection) {
        ApplicationId application = collection.application();
        try {
            List<String> strangers = new ArrayList<>();
            long listed = aws.each(collection.name(), page -> strangers.addAll(strangers(application, page)))
                    .orElse(0L);
            boolean left = false;
            for (int from = 0; from < strangers.size(); from += AwsCollections.FACES_MAX) {
                int to = Math.min(from + AwsCollections.FACES_MAX, strangers.size());
                left |= !gone(collection.name(), strangers.subList(from, to)).isEmpty();
            }
            if (!strangers.isEmpty() || listed < collection.faces()) {
                // Fewer than can be found here: somebody deletes behind our back, and those people are not recognized.
                LOG.errorf(
                        "event=rekognition-differs collection=%s listed=%d known=%d strangers=%d",
                        collection.name(), listed, collection.faces(), strangers.size());
            }
            if (left) {
                throw new IllegalStateException("some of the strangers are still listed");
            }
            database.execute(tx -> collections.listed(tx, application));
        } catch (RuntimeException notNow) {
            database.execute(tx -> collections.listSoon(tx, application));
            throw notNow;
        }
    }

    /** A face is written down before it is sent, so whoever is listed and does not stand here is nobody's. */
    private List<String> strangers(ApplicationId application, List<AwsCollections.Known> page) {
        Set<String> known =
                database.write(tx -> faces.known(tx, application, page)).keySet();
        return page.stream()
                .map(AwsCollections.Known::faceId)
                .filter(faceId -> !known.contains(faceId))
                .toList();
    }

    private static Optional<UUID> own(AwsCollections.Known face) {
        try {
            return Optional.ofNullable(face.externalId()).map(UUID::fromString);
        } catch (IllegalArgumentException noneOfOurs) {
            return Optional.empty();
        }
    }
}
