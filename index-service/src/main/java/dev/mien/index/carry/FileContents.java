package dev.mien.index.carry;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.index.IndexFileRequest;
import dev.mien.index.file.CarriedTemplate;
import dev.mien.index.file.FileHeader;
import dev.mien.index.file.FileKey;
import dev.mien.index.file.FileWriter;
import dev.mien.index.head.GrowingTemplates;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.index.vault.KeyVault;
import dev.mien.index.vault.Occasions;
import dev.mien.platform.sql.Tx;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a file holds: a header that says of what installation, head and model profiles it is, and every row that is
 * wanted, opened and sealed anew one by one. All of it is of one moment, since one transaction sees it. Thread safe.
 */
final class FileContents {
    private final Heads heads;
    private final GrowingTemplates templates;
    private final KeyVault keys;
    private final FaceAnalysis analysis;
    private final Clock clock;

    FileContents(Heads heads, GrowingTemplates templates, KeyVault keys, FaceAnalysis analysis, Clock clock) {
        this.heads = heads;
        this.templates = templates;
        this.keys = keys;
        this.analysis = analysis;
        this.clock = clock;
    }

    /**
     * What a file is called and sealed by.
     *
     * @param keyVersion of the export key that {@code key} was derived from
     * @param key the caller's to close
     */
    record Envelope(UUID file, String keyVersion, FileKey key) {}

    /**
     * @param tx sees one moment
     * @return how many templates were written
     * @throws UncheckedIOException when the reader is gone
     * @throws IllegalStateException when a row cannot be opened; what was written until then is no file
     */
    long write(Tx tx, ApplicationId application, IndexFileRequest request, Envelope envelope, OutputStream to) {
        Head head = heads.read(tx, application).orElse(null);
        FileHeader header = header(tx, application, head, envelope);
        return new Rows(header, request, envelope.key()).write(tx, application, head, to);
    }

    /** The last number of the ledger that this service has applied. */
    static long applied(Tx tx) {
        return tx.first("select applied from ledger_progress", row -> row.getLong(1))
                .orElseThrow();
    }

    private FileHeader header(Tx tx, ApplicationId application, Head head, Envelope envelope) {
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
                envelope.file(),
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
                envelope.keyVersion(),
                envelope.key().check(),
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

    /** One file's way through the rows. */
    private final class Rows {
        private final FileHeader header;
        private final IndexFileRequest request;
        private final FileKey key;
        private final Set<FacialId> paused;
        private final Set<FacialId> leftOut;
        private final Map<String, Integer> places = new HashMap<>();

        Rows(FileHeader header, IndexFileRequest request, FileKey key) {
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
