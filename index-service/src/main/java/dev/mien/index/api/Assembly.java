package dev.mien.index.api;

import dev.mien.index.carry.CarriedStoring;
import dev.mien.index.carry.Download;
import dev.mien.index.carry.Upload;
import dev.mien.index.engine.Engines;
import dev.mien.index.engine.OnnxEngine;
import dev.mien.index.erasure.Housekeeping;
import dev.mien.index.erasure.IndexPurge;
import dev.mien.index.figures.Figures;
import dev.mien.index.gallery.Galleries;
import dev.mien.index.head.GrowingTemplates;
import dev.mien.index.head.Heads;
import dev.mien.index.head.Templates;
import dev.mien.index.learn.Change;
import dev.mien.index.learn.Learning;
import dev.mien.index.migrate.Migrations;
import dev.mien.index.photo.FacePhotos;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.probe.Probing;
import dev.mien.index.rekognition.RekognitionEngine;
import dev.mien.index.replica.Leases;
import dev.mien.index.replica.Replica;
import dev.mien.index.search.SearchEngine;
import dev.mien.index.store.Newer;
import dev.mien.index.store.StoredProbes;
import dev.mien.index.store.Storing;
import dev.mien.index.vault.ExportKeys;
import dev.mien.index.vault.KeyVault;
import dev.mien.index.vault.ProbeSeal;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.sql.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the rooms together: they know nothing of the container that they run in, so tests build as many as they like. */
class Assembly {
    @Produces
    @Singleton
    Heads heads(KeyVault keys, SubjectHasher hasher, Outbox outbox, Clock clock) {
        return new Heads(keys, hasher, outbox, clock);
    }

    @Produces
    @Singleton
    Templates templates() {
        return new Templates();
    }

    @Produces
    @Singleton
    StoredProbes stored() {
        return new StoredProbes();
    }

    @Produces
    @Singleton
    Leases leases(@ConfigProperty(name = "mien.index.lease") Duration length) {
        return new Leases(length);
    }

    @Produces
    @Singleton
    Galleries galleries(
            FaceAnalysis analysis,
            MeterRegistry meters,
            @ConfigProperty(name = "mien.index.search-deadline") Duration deadline) {
        SearchEngine engine = SearchEngine.start(analysis::mean, deadline);
        for (String kernel : SearchEngine.kernels()) {
            Gauge.builder("mien.index.search.kernel", engine, e -> e.kernel().equals(kernel) ? 1 : 0)
                    .description("1 for the loops that searches run by")
                    .tag("kernel", kernel)
                    .register(meters);
        }
        return engine;
    }

    @Produces
    @Singleton
    Replica replica(
            Database database,
            Heads heads,
            Templates templates,
            KeyVault keys,
            Leases leases,
            Galleries galleries,
            Clock clock) {
        return new Replica(database, heads, templates, keys, leases, galleries, clock);
    }

    @Produces
    @Singleton
    Probing probing(FaceAnalysis analysis, Replica replica, ProbeSeal seal, Clock clock, MeterRegistry meters) {
        return new Probing(analysis, replica, seal, clock, meters);
    }

    @Produces
    @Singleton
    Storing storing(
            Database database,
            Heads heads,
            Templates templates,
            StoredProbes stored,
            KeyVault keys,
            ProbeSeal seal,
            LedgerGuard guard,
            SubjectHasher hasher,
            Galleries galleries,
            Clock clock) {
        return new Storing(database, heads, templates, stored, keys, seal, guard, hasher, galleries, clock);
    }

    @Produces
    @Singleton
    Learning learning(
            FaceAnalysis analysis,
            Replica replica,
            Database database,
            ProbeSeal seal,
            Heads heads,
            Templates templates,
            StoredProbes stored,
            KeyVault keys,
            LedgerGuard guard,
            SubjectHasher hasher,
            Galleries galleries,
            Clock clock) {
        Newer newer = new Newer(templates, galleries);
        Change change = new Change(heads, templates, new GrowingTemplates(), stored, keys, guard, hasher, newer, clock);
        return new Learning(analysis, replica, database, seal, change, clock);
    }

    @Produces
    @Singleton
    Migrations migrations(Database database, Heads heads, Templates templates) {
        return new Migrations(database, heads, templates);
    }

    /** One of the engines' holders; the holder of this service is {@link Engines}. */
    @Produces
    @Singleton
    @Typed(IndexPurge.class)
    IndexPurge purge(
            Database database, Heads heads, Templates templates, StoredProbes stored, KeyVault keys, Leases leases) {
        return new IndexPurge(database, heads, templates, stored, keys, leases);
    }

    @Produces
    @Singleton
    Engines engines(
            Probing probing,
            Storing storing,
            Learning learning,
            FacePhotos photos,
            IndexPurge purge,
            Figures figures,
            Heads heads,
            Database database,
            RekognitionEngine rekognition) {
        // The head's lock comes first, whichever engine an erasure is about.
        return new Engines(List.of(
                new OnnxEngine(probing, storing, learning, photos, purge, figures, heads, database), rekognition));
    }

    @Produces
    @Singleton
    Figures figures(Database database, Replica replica, FaceAnalysis analysis, Clock clock) {
        return new Figures(database, replica, analysis, clock);
    }

    @Produces
    @Singleton
    Download download(
            Database database, Heads heads, KeyVault keys, ExportKeys exportKeys, FaceAnalysis analysis, Clock clock) {
        return new Download(database, heads, new GrowingTemplates(), keys, exportKeys, analysis, clock);
    }

    @Produces
    @Singleton
    Upload upload(
            FaceAnalysis analysis,
            Replica replica,
            Database database,
            Heads heads,
            Templates templates,
            KeyVault keys,
            LedgerGuard guard,
            SubjectHasher hasher,
            Galleries galleries) {
        CarriedStoring storing = new CarriedStoring(
                database, heads, templates, new GrowingTemplates(), keys, guard, hasher, galleries, analysis);
        return new Upload(analysis, replica, storing);
    }

    @Produces
    @Singleton
    Housekeeping housekeeping(Database database, StoredProbes stored, Leases leases) {
        return new Housekeeping(database, stored, leases);
    }
}
