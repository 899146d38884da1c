package dev.mien.index.carry;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.IndexFileRequest;
import dev.mien.contracts.index.IndexMark;
import dev.mien.index.file.FileKey;
import dev.mien.index.head.GrowingTemplates;
import dev.mien.index.head.Heads;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.vault.ExportKeys;
import dev.mien.index.vault.KeyVault;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Writes an index to a file as it is at one moment: {@link FileContents} in one REPEATABLE READ transaction. Thread
 * safe.
 *
 * <p>In it are those who are active or paused, and nobody else. Which rows those are this service cannot know, so the
 * gateway asks in this order: {@link #mark} first, then enrollment-service for whoever is neither, then this. A row up
 * to the mark is of somebody whose profile was there before (a store follows the pending profile). So they are named as
 * not active, or they are active, or their erasure is in the ledger up to the number that enrollment-service had
 * applied, and this service has applied that number too.
 */
public final class Download {
    private static final Logger LOG = Logger.getLogger(Download.class);
    /**
     * Files that are written at once: each holds a connection, and the database's memory of a moment. One of an
     * application, so that nobody keeps all others waiting.
     */
    static final int AT_ONCE = 2;

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(60);

    private final Database database;
    private final ExportKeys exportKeys;
    private final FileContents contents;
    private final Set<ApplicationId> running = new HashSet<>();

    public Download(
            Database database,
            Heads heads,
            GrowingTemplates templates,
            KeyVault keys,
            ExportKeys exportKeys,
            FaceAnalysis analysis,
            Clock clock) {
        this.database = database;
        this.exportKeys = exportKeys;
        this.contents = new FileContents(heads, templates, keys, analysis, clock);
    }

    /** A file that can be written. */
    @FunctionalInterface
    public interface Ready {
        /** @throws RuntimeException at any point: what was written then is no file */
        void write(OutputStream to) throws IOException;
    }

    /** Beyond every row that was stored until now. */
    public IndexMark mark() {
        return database.single(
                // A sequence that was never asked names the first number that it will give.
                tx -> tx.first(
                                "select case when is_called then last_value else 0 end from template_row",
                                row -> new IndexMark(row.getLong(1)))
                        .orElseThrow());
    }

    /** @throws Refusal when it cannot be written now, or at all; nothing was written then */
    public Ready ready(RequestContext context, IndexFileRequest request) {
        requireOwnEngine(context);
        requireRoom(context.application());
        long applied = database.single(FileContents::applied);
        if (applied < request.ledgerNumber()) {
            throw Refusal.later("index-service has not applied the latest erasures yet.", SOON);
        }
        return to -> write(context.application(), request, to);
    }

    static void requireOwnEngine(RequestContext context) {
        if (context.policy().engine() != Engine.ONNX) {
            throw Refusal.of(
                    Code.CONFLICT,
                    "The application's engine keeps its templates elsewhere: there is no index to carry.");
        }
    }

    private void write(ApplicationId application, IndexFileRequest request, OutputStream to) throws IOException {
        UUID file = UUID.randomUUID();
        String version = exportKeys.version();
        begin(application);
        try (FileKey key =
                FileKey.owning(exportKeys.of(version, application, file).orElseThrow())) {
            FileContents.Envelope envelope = new FileContents.Envelope(file, version, key);
            long written = database.snapshot(tx -> contents.write(tx, application, request, envelope, to));
            LOG.infof("event=index-downloaded application=%s file=%s templates=%d", application, file, written);
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        } finally {
            end(application);
        }
    }

    private void requireRoom(ApplicationId application) {
        synchronized (running) {
            if (running.size() >= AT_ONCE || running.contains(application)) {
                throw Refusal.later("Other index files are being written; come again.", LATER);
            }
        }
    }

    /** Looked at again: more than one can have been ready while there was room for one. */
    private void begin(ApplicationId application) {
        synchronized (running) {
            requireRoom(application);
            running.add(application);
        }
    }

    private void end(ApplicationId application) {
        synchronized (running) {
            running.remove(application);
        }
    }
}
