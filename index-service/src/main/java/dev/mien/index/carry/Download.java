package dev.mien.index.carry;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.IndexFileRequest;
import dev.mien.contracts.index.IndexMark;
import dev.mien.index.file.CarriedTemplate;
import dev.mien.index.file.FileHeader;
import dev.mien.index.file.FileKey;
import dev.mien.index.file.FileWriter;
import dev.mien.index.head.GrowingTemplates;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.ExportKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.KeyVault;
import dev.mien.index.vault.Occasions;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Writes an index to a file as it is at one moment: one REPEATABLE READ transaction, row by row. Thread safe.
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
    private final Heads heads;
    private final GrowingTemplates templates;
    private final KeyVault keys;
    private final ExportKeys exportKeys;
    private final FaceAnalysis analysis;
    private final Clock clock;
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
        this.heads = heads;
        this.templates = templates;
        this.keys = keys;
        this.exportKeys = exportKeys;
        this.analysis = analysis;
        this.clock = clock;
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
        long applied = database.single(Download::applied);
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
            long written = database.snapshot(tx -> {
                Head head = heads.read(tx, application).orElse(null);
                FileHeader header = header(tx, application, head, file, version, key);
                return new Writing(header, request, key).write(tx, application, head, to);
            });
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

    private FileHeader header(Tx tx, ApplicationId application, Head head, UUID file, String version, FileKey key) {
        List<FileHeader.Profile> profiles = tx
                .list(
                        "select distinct profile from template where application_id = ? order by profile",
                        row -> row.getString(1),
                        application.value())
                .stream()
                .map(name -> new FileHeader.Profile(
                        name,
                        dimensions(tx, application, name, head),
                        analysis.digest(name).orElse(null)))
                .toList();
        return new FileHeader(
                file,
                application.value(),
                clock.instant(),
                applied(tx),
                head == null
                        ? new FileHeader.IndexHead(new UUID(0, 0), 0, 0, "0")
                        : new FileHeader.IndexHead(
                                head.incarnation(), head.seq(), head.count(), Long.toHexString(head.checksum())),
                head == null || profiles.isEmpty()
                        ? 0
                        : keys.of(tx, application, head.keyGeneration()).epoch(),
                version,
                key.check(),
                profiles,
                FileHeader.Search.COSINE_OF_VECTORS);
    }

    /** Of the first row that can be had: those of one profile are all alike. */
    private int dimensions(Tx tx, ApplicationId application, String profile, Head head) {
        ApplicationKeys own = keys.of(tx, application, head.keyGeneration());
        return templates
                .any(tx, application, profile)
                .flatMap(row -> row.open(own))
                .map(vector -> {
                    try (vector) {
                        return vector.dimensions();
                    }
                })
                .orElseThrow(() -> new IllegalStateException("a template of " + profile + " cannot be opened"));
    }

    private static long applied(Tx tx) {
        return tx.first("select applied from ledger_progress", row -> row.getLong(1))
                .orElseThrow();
    }

    /** One file's way through the rows. */
    private final class Writing {
        private final FileHeader header;
        private final IndexFileRequest request;
        private final FileKey key;
        private final Set<FacialId> paused;
        private final Set<FacialId> leftOut;
        private final Map<String, Integer> places = new HashMap<>();

        Writing(FileHeader header, IndexFileRequest request, FileKey key) {
            this.header = header;
            this.request = request;
            this.key = key;
            this.paused = Set.copyOf(request.paused());
            this.leftOut = Set.copyOf(request.leftOut());
            for (int at = 0; at < header.profiles().size(); at++) {
                places.put(header.profiles().get(at).name(), at);
            }
        }

        long write(Tx tx, ApplicationId application, Head head, OutputStream to) {
            try {
                FileWriter writer = new FileWriter(to, header, key);
                if (head != null && !places.isEmpty()) {
                    ApplicationKeys own = keys.of(tx, application, head.keyGeneration());
                    templates.each(tx, application, request.upToRow(), row -> {
                        if (!leftOut.contains(row.row().place().facialId())) {
                            add(writer, own, row);
                        }
                    });
                }
                writer.finish();
                return writer.templates();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        private void add(FileWriter writer, ApplicationKeys own, GrowingTemplates.Growing row) {
            // A row that cannot be opened ends the file: one that left somebody out would look whole.
            FacialId facialId = row.row().place().facialId();
            try (FaceVector vector = row.row()
                            .open(own)
                            .orElseThrow(() -> new IllegalStateException(
                                    "template row " + row.row().rowId() + " cannot be opened"));
                    Occasions occasions = row.fresh()
                            ? null
                            : own.occasions(row.row().place(), row.grown())
                                    .orElseThrow(() -> new IllegalStateException(
                                            "occasions of row " + row.row().rowId() + " cannot be opened"))) {
                writer.add(new CarriedTemplate(
                        facialId,
                        paused.contains(facialId),
                        places.get(row.row().place().profile()),
                        row.row().storedAt(),
                        vector,
                        occasions));
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
