package dev.mien.index.file;

import dev.mien.contracts.FacialId;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.vault.Occasions;
import dev.mien.platform.crypto.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A file of three people, the second of whom is paused and the third of whom has learned; and its parts to be meddled with. */
final class SampleFile {
    static final Instant STORED = Instant.parse("2026-03-04T05:06:07.089Z");
    static final LocalDate LATER = LocalDate.of(2026, 5, 6);
    static final List<FacialId> PEOPLE = List.of(id(1), id(2), id(3));

    private SampleFile() {}

    static FileKey key() {
        return key(7);
    }

    static FileKey key(int of) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) of);
        return FileKey.owning(SecretBytes.owning(bytes));
    }

    static FileHeader header(FileKey key) {
        return new FileHeader(
                new UUID(1, 2),
                new UUID(3, 4),
                Instant.parse("2026-07-08T09:10:11Z"),
                42,
                new FileHeader.IndexHead(new UUID(5, 6), 17, 3, "ff00"),
                5,
                "3",
                key.check(),
                List.of(new FileHeader.Profile("standard", MadeUpFace.DIMENSIONS, "ab".repeat(32))),
                FileHeader.Search.COSINE_OF_VECTORS);
    }

    static Occasions learned() {
        try (Occasions first = Occasions.first(LocalDate.of(2026, 3, 4), new MadeUpFace(3).vector())) {
            return first.with(LATER, new MadeUpFace(3).vector(1));
        }
    }

    static byte[] bytes() {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (FileKey key = key();
                Occasions learned = learned();
                CarriedTemplate one =
                        new CarriedTemplate(PEOPLE.get(0), false, 0, STORED, new MadeUpFace(1).vector(), null);
                CarriedTemplate two =
                        new CarriedTemplate(PEOPLE.get(1), true, 0, STORED, new MadeUpFace(2).vector(), null);
                CarriedTemplate three =
                        new CarriedTemplate(PEOPLE.get(2), false, 0, STORED, learned.mean(), learned())) {
            FileWriter writer = new FileWriter(to, header(key), key);
            writer.add(one);
            writer.add(two);
            writer.add(three);
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to.toByteArray();
    }

    /** The opening, the three templates and the end. */
    static List<byte[]> pieces(byte[] file) {
        List<byte[]> pieces = new ArrayList<>();
        int at = 14 + ByteBuffer.wrap(file).getInt(10);
        pieces.add(Arrays.copyOf(file, at));
        while (at < file.length) {
            int next = at + 5 + ByteBuffer.wrap(file).getInt(at + 1);
            pieces.add(Arrays.copyOfRange(file, at, next));
            at = next;
        }
        return pieces;
    }

    static byte[] join(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    static byte[] meddled(UnaryOperator<List<byte[]>> change) {
        return join(change.apply(new ArrayList<>(pieces(bytes()))));
    }

    /** Who is in a file, read to its end. */
    static List<FacialId> read(byte[] file, FileKey key) throws IOException {
        List<FacialId> people = new ArrayList<>();
        FileReader.read(new ByteArrayInputStream(file), key, (header, template) -> people.add(template.facialId()));
        return people;
    }

    private static FacialId id(long of) {
        return new FacialId(new UUID(0xface, of));
    }
}
