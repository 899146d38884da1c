package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.PhotoComparison;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.index.cloud.FakeRekognition;
import dev.mien.index.cloud.Portrait;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.index.gallery.Scope;
import dev.mien.index.service.PlayedPhotos;
import dev.mien.index.store.StoredProbes;
import dev.mien.index.vault.FrameSeal;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** One process of index-service with the engine. */
final class CloudNode implements AutoCloseable {
    private final Cluster cluster;
    private final LedgerGuard guard = new LedgerGuard();
    private final Optional<AwsClients> aws;
    private final RekognitionEngine engine;

    CloudNode(Cluster cluster, TestSettings settings) {
        this.cluster = cluster;
        this.aws = settings.enabled() ? Optional.of(connect(settings)) : Optional.empty();
        this.engine = new RekognitionEngine(
                new RekognitionEngine.Rooms(
                        cluster.database(),
                        new PlannedFaces(),
                        new PlayedPhotos(),
                        new StoredProbes(),
                        new FrameSeal(cluster.encryption()),
                        guard,
                        new SubjectHasher(SecretBytes.owning(new byte[32])),
                        cluster.clock()),
                settings,
                aws);
    }

    static AwsClients connect(TestSettings settings) {
        return connect(settings, FakeRekognition.SIGNATURE.secretKey());
    }

    static AwsClients connect(TestSettings settings, String secret) {
        AwsBasicCredentials credentials = AwsBasicCredentials.create(FakeRekognition.SIGNATURE.accessKey(), secret);
        return AwsClients.connect(settings, StaticCredentialsProvider.create(credentials));
    }

    /** A probe, and the request that it belongs to. */
    record Probed(RequestContext context, ProbeAnswer answer) {
        List<FacialId> candidates() {
            return answer.candidates().stream().map(Candidate::facialId).toList();
        }
    }

    RekognitionEngine engine() {
        return engine;
    }

    Probed probe(ApplicationId application, Portrait face) {
        return probe(application, face, Purpose.ENROLL, Scope.EVERYONE);
    }

    Probed probe(ApplicationId application, Portrait face, Purpose purpose, Scope scope) {
        Operation operation = purpose == Purpose.ENROLL ? Operation.ENROLL : Operation.AUTHENTICATE;
        RequestContext context = cluster.context(
                application, operation, Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE, Engine.REKOGNITION));
        return new Probed(context, engine.probe(context, purpose, scope, List.of(face.frame())));
    }

    List<FacialId> recognize(ApplicationId application, Portrait face) {
        return probe(application, face, Purpose.RECOGNIZE, Scope.EVERYONE).candidates();
    }

    StoreAnswer store(Probed probed, FacialId facialId, FacialId... ignored) {
        return engine.store(probed.context(), request(probed, facialId, ignored));
    }

    static StoreRequest request(Probed probed, FacialId facialId, FacialId... ignored) {
        return new StoreRequest(
                probed.answer().sealedProbe(), facialId, true, probed.answer().threshold(), List.of(ignored));
    }

    StoreAnswer enroll(ApplicationId application, Portrait face, FacialId facialId) {
        return store(probe(application, face), facialId);
    }

    PhotoComparison compare(ApplicationId application, Portrait first, Portrait second) {
        RequestContext context = cluster.context(
                application, Operation.MANAGE, Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE, Engine.REKOGNITION));
        return engine.compare(context, List.of(first.frame(), second.frame()));
    }

    /** Does with an entry what the ledger's follower does. */
    Map<String, Integer> purge(LedgerEntry entry) {
        SubjectHash subject = SubjectHash.of(entry.subjectHash());
        return cluster.database().write(tx -> {
            engine.holder().lock(tx, entry);
            guard.lock(tx, subject);
            Map<String, Integer> removed = engine.holder().purge(tx, entry, subject);
            tx.update(
                    "insert into ledger_copy (number, kind, subject_hash, removed) values (?, ?, ?, '{}')"
                            + " on conflict do nothing",
                    entry.number(),
                    entry.kind(),
                    subject.bytes());
            return removed;
        });
    }

    boolean passed(LedgerEntry entry) {
        return engine.holder().passed(entry.number());
    }

    void cleanUp() {
        engine.cleanUp();
    }

    @Override
    public void close() {
        aws.ifPresent(AwsClients::close);
    }
}
