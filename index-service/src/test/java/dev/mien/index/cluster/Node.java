package dev.mien.index.cluster;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.contracts.index.Purpose;
import dev.mien.contracts.index.StoreAnswer;
import dev.mien.contracts.index.StoreRequest;
import dev.mien.index.carry.CarriedStoring;
import dev.mien.index.carry.Download;
import dev.mien.index.carry.Upload;
import dev.mien.index.epoch.KeyUpkeep;
import dev.mien.index.epoch.Rekeying;
import dev.mien.index.erasure.Housekeeping;
import dev.mien.index.erasure.IndexPurge;
import dev.mien.index.file.FileHeader;
import dev.mien.index.file.FileKey;
import dev.mien.index.file.FileReader;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.gallery.Scope;
import dev.mien.index.head.GrowingTemplates;
import dev.mien.index.head.Heads;
import dev.mien.index.head.Templates;
import dev.mien.index.learn.Change;
import dev.mien.index.learn.Learning;
import dev.mien.index.migrate.Migrations;
import dev.mien.index.probe.Probing;
import dev.mien.index.replica.Leases;
import dev.mien.index.replica.Replica;
import dev.mien.index.search.SearchEngine;
import dev.mien.index.store.Newer;
import dev.mien.index.store.StoredProbes;
import dev.mien.index.store.Storing;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.ExportKeys;
import dev.mien.index.vault.KeyEncryption;
import dev.mien.index.vault.KeyVault;
import dev.mien.index.vault.ProbeSeal;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.sql.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One process of index-service. */
public final class Node {
    private static final SearchEngine SEARCH = SearchEngine.with(() -> "loops", 2, Duration.ofSeconds(30));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PlannedFaces faces = new PlannedFaces();
    private final List<Gallery> galleries = new CopyOnWriteArrayList<>();
    private final Replica replica;
    private final Probing probing;
    private final Storing storing;
    private final Change change;
    private final Learning learning;
    private final Migrations migrations;
    private final ExportKeys exportKeys;
    private final Download download;
    private final Upload upload;
    private final IndexPurge purge;
    private final Housekeeping housekeeping;
    private final Cluster cluster;
    private final KeyVault keys;
    private final KeyUpkeep upkeep;
    private final Rekeying rekeying;

    Node(
            Cluster cluster,
            Database database,
            KeyEncryption encryption,
            SubjectHasher hasher,
            LedgerGuard guard,
            Outbox outbox,
            Clock clock,
            Duration lease) {
        this.cluster = cluster;
        keys = new KeyVault(encryption);
        ProbeSeal seal = new ProbeSeal(encryption);
        Heads heads = new Heads(keys, hasher, outbox, clock);
        Templates templates = new Templates();
        StoredProbes stored = new StoredProbes();
        Leases leases = new Leases(lease);
        replica = new Replica(database, heads, templates, keys, leases, this::gallery, clock);
        probing = new Probing(faces, replica, seal, clock, meters);
        storing = new Storing(database, heads, templates, stored, keys, seal, guard, hasher, SEARCH, clock);
        Newer newer = new Newer(templates, SEARCH);
        change = new Change(heads, templates, new GrowingTemplates(), stored, keys, guard, hasher, newer, clock);
        learning = new Learning(faces, replica, database, seal, change, clock);
        migrations = new Migrations(database, heads, templates);
        exportKeys = new ExportKeys(encryption);
        download = new Download(database, heads, new GrowingTemplates(), keys, exportKeys, faces, clock);
        upload = new Upload(
                faces,
                replica,
                new CarriedStoring(
                        database, heads, templates, new GrowingTemplates(), keys, guard, hasher, SEARCH, faces));
        purge = new IndexPurge(database, heads, templates, stored, keys, leases);
        housekeeping = new Housekeeping(database, stored, leases);
        rekeying = new Rekeying(database, heads, keys, Cluster.EPOCHS);
        upkeep = new KeyUpkeep(database, heads, templates, keys, encryption, Cluster.EPOCHS);
    }

    /** A probe, and the request that it belongs to. */
    public record Probed(RequestContext context, ProbeAnswer answer) {
        public List<FacialId> candidates() {
            return answer.candidates().stream()
                    .map(candidate -> candidate.facialId())
                    .toList();
        }
    }

    public Probed probe(ApplicationId application, MadeUpFace face) {
        RequestContext context = cluster.context(application, Operation.ENROLL);
        return new Probed(context, probing.probe(context, Purpose.ENROLL, Scope.EVERYONE, List.of(face.frame())));
    }

    /** Who is recognized, best first. */
    public List<FacialId> recognize(ApplicationId application, MadeUpFace face) {
        RequestContext context = cluster.context(application, Operation.AUTHENTICATE);
        return new Probed(context, probing.probe(context, Purpose.RECOGNIZE, Scope.EVERYONE, List.of(face.frame())))
                .candidates();
    }

    public StoreAnswer store(Probed probe, FacialId facialId, FacialId... ignore) {
        return storing.store(
                probe.context(),
                new StoreRequest(
                        probe.answer().sealedProbe(),
                        facialId,
                        true,
                        probe.answer().threshold(),
                        List.of(ignore)));
    }

    /** Probes and stores, as an enrolment does. */
    public StoreAnswer enroll(ApplicationId application, MadeUpFace face, FacialId facialId) {
        return store(probe(application, face), facialId);
    }

    public PlannedFaces faces() {
        return faces;
    }

    public Rekeying rekeying() {
        return rekeying;
    }

    public Upload upload() {
        return upload;
    }

    public Download download() {
        return download;
    }

    /** The key of a file that this process has written. */
    public FileKey fileKey(byte[] file) {
        try {
            FileHeader header = FileReader.header(new ByteArrayInputStream(file));
            return FileKey.owning(exportKeys
                    .of(header.keyVersion(), new ApplicationId(header.application()), header.file())
                    .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SimpleMeterRegistry meters() {
        return meters;
    }

    public Replica replica() {
        return replica;
    }

    public KeyVault keys() {
        return keys;
    }

    public Probing probing() {
        return probing;
    }

    public Storing storing() {
        return storing;
    }

    /** The transactions of {@link #learning()}. */
    public Change change() {
        return change;
    }

    public Migrations migrations() {
        return migrations;
    }

    public Learning learning() {
        return learning;
    }

    public IndexPurge purge() {
        return purge;
    }

    public Housekeeping housekeeping() {
        return housekeeping;
    }

    public KeyUpkeep upkeep() {
        return upkeep;
    }

    /** Every gallery that this process ever made. */
    public List<Gallery> galleries() {
        return galleries;
    }

    private Gallery gallery(String profile, int dimensions, ApplicationKeys of) {
        Gallery gallery = SEARCH.make(profile, dimensions, of);
        galleries.add(gallery);
        return gallery;
    }
}
