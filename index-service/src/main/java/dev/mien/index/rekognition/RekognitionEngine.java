package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.IndexFigures;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.index.engine.FacialEngine;
import dev.mien.index.gallery.Scope;
import dev.mien.index.photo.FacePhotos;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.store.StoredProbes;
import dev.mien.index.vault.FrameSeal;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.Holder;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.sql.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The engine whose vectors are at AWS. Switched off it only erases what it has stored, as far as that goes without AWS. */
public final class RekognitionEngine implements FacialEngine {
    private final Database database;
    private final CloudCollections collections;
    private final CloudPurge purge;
    private final Optional<Running> running;
    private final long largestSearch;

    private record Running(CloudProbing probing, CloudStoring storing, CloudComparing comparing, Leftovers leftovers) {}

    /** What it is made of: the rooms of this service that it shares with the other engine. */
    public record Rooms(
            Database database,
            FaceAnalysis analysis,
            FacePhotos photos,
            StoredProbes stored,
            FrameSeal seal,
            LedgerGuard guard,
            SubjectHasher hasher,
            Clock clock) {}

    /** @param aws empty: switched off */
    RekognitionEngine(Rooms rooms, RekognitionSettings settings, Optional<AwsClients> aws) {
        this.database = rooms.database();
        this.collections = new CloudCollections(settings.collectionPrefix(), rooms.hasher());
        CloudFaces faces = new CloudFaces();
        this.purge = new CloudPurge(database, collections, faces, rooms.stored(), aws.isPresent());
        this.largestSearch = settings.largestSearch();
        this.running = aws.map(clients -> running(rooms, settings, clients, faces));
    }

    private Running running(Rooms rooms, RekognitionSettings settings, AwsClients clients, CloudFaces faces) {
        AwsFaces aws = new AwsFaces(clients);
        AwsCollections there = new AwsCollections(clients);
        Turns turns = new Turns(database);
        People people = new People(database, faces, collections);
        return new Running(
                new CloudProbing(
                        rooms.analysis(),
                        aws,
                        collections,
                        people,
                        rooms.seal(),
                        database,
                        Similarities.of(settings),
                        rooms.clock()),
                new CloudStoring(
                        database,
                        aws,
                        there,
                        collections,
                        people,
                        turns,
                        new Landing(
                                collections,
                                faces,
                                rooms.stored(),
                                turns,
                                rooms.guard(),
                                rooms.hasher(),
                                rooms.clock()),
                        rooms.seal(),
                        rooms.hasher()),
                new CloudComparing(rooms.photos(), aws, Similarities.of(settings)),
                new Leftovers(database, there, collections, faces, settings.listingInterval()));
    }

    @Override
    public Engine kind() {
        return Engine.REKOGNITION;
    }

    @Override
    public boolean enabled() {
        return running.isPresent();
    }

    @Override
    public ProbeAnswer probe(RequestContext context, Purpose purpose, Scope scope, List<Frame> frames) {
        return running.orElseThrow(RekognitionEngine::off).probing().probe(context, purpose, scope, frames);
    }

    @Override
    public StoreAnswer store(RequestContext context, StoreRequest request) {
        return running.orElseThrow(RekognitionEngine::off).storing().store(context, request);
    }

    /** Faces alone: what they take, and what a search costs, is AWS's. */
    @Override
    public IndexFigures figures(RequestContext context) {
        long faces = count(context.application());
        return new IndexFigures(
                faces, List.of(), 0, 0, List.of(), null, largestSearch, IndexFigures.share(faces, largestSearch));
    }

    @Override
    public PhotoComparison compare(RequestContext context, List<Frame> two) {
        return running.orElseThrow(RekognitionEngine::off).comparing().compare(context, two);
    }

    @Override
    public Holder holder() {
        return purge;
    }

    @Override
    public long count(ApplicationId application) {
        return database.single(tx ->
                collections.find(tx, application).map(CloudCollection::faces).orElse(0L));
    }

    /** Takes out of AWS what shall not be there; to be called again and again. */
    void cleanUp() {
        running.ifPresent(parts -> parts.leftovers().run());
    }

    /** Whether faces are at AWS, or were when it was last heard of. */
    boolean holdsAny() {
        return database.single(tx -> tx.exists("select 1 from rekognition_collection"));
    }

    private static IllegalStateException off() {
        return new IllegalStateException("the engine rekognition is switched off");
    }
}
