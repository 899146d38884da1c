package dev.mien.index.carry;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.index.IndexFileRequest;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.contracts.index.StoredParts;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.Node;
import dev.mien.index.file.FileHeader;
import dev.mien.index.file.FileKey;
import dev.mien.index.file.FileWriter;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.indexfile.IndexFileCutter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Index files as one node writes them, and their parts as another one gets them. */
public final class CarriedFiles {
    private CarriedFiles() {}

    static byte[] download(Cluster cluster, Node node, ApplicationId application, FacialId... paused) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try {
            long mark = node.download().mark().row();
            node.download()
                    .ready(
                            cluster.context(application, Operation.MANAGE),
                            new IndexFileRequest(mark, 0, List.of(paused), List.of()))
                    .write(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to.toByteArray();
    }

    /** All parts at once. */
    static IndexFileBatch batch(byte[] file, FileKey key) {
        try {
            IndexFileCutter cutter = new IndexFileCutter(new ByteArrayInputStream(file));
            List<byte[]> parts = new ArrayList<>();
            while (!cutter.ended()) {
                parts.add(cutter.next());
            }
            return new IndexFileBatch(key.text(), "1", "test", cutter.opening(), 0, parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens and stores everything, as if enrollment-service had nothing against it. */
    static StoredParts take(Cluster cluster, Node node, ApplicationId into, IndexFileBatch batch) {
        var context = cluster.context(into, Operation.MANAGE);
        OpenedParts opened = node.upload().open(context, batch);
        List<Integer> offsets =
                opened.templates().stream().map(OpenedTemplate::offset).toList();
        return node.upload().store(context, batch, offsets, opened.through());
    }

    /** The opening of a file of nobody, without a part. */
    public static byte[] emptyBatch() {
        try (FileKey key = FileKey.owning(SecretBytes.owning(new byte[32]))) {
            FileHeader header = new FileHeader(
                    new UUID(1, 1),
                    new UUID(2, 2),
                    Instant.EPOCH,
                    0,
                    new FileHeader.IndexHead(new UUID(0, 0), 0, 0, "0"),
                    0,
                    "1",
                    key.check(),
                    List.of(),
                    FileHeader.Search.COSINE_OF_VECTORS);
            ByteArrayOutputStream to = new ByteArrayOutputStream();
            new FileWriter(to, header, key);
            return new IndexFileBatch(key.text(), "1", "test", to.toByteArray(), 0, List.of()).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
