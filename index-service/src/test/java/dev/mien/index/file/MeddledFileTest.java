package dev.mien.index.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.search.GalleryMemory;
import dev.mien.index.vault.Occasions;
import dev.mien.platform.indexfile.IndexFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file is read as it was written, or not at all. */
class MeddledFileTest {
    private static final byte[] WHOLE = SampleFile.bytes();

    @Test
    void asItWasWrittenItIsRead() throws IOException {
        try (FileKey key = SampleFile.key()) {
            assertThat(SampleFile.read(WHOLE, key)).isEqualTo(SampleFile.PEOPLE);
        }
    }

    static Stream<Arguments> meddling() {
        return Stream.of(
                // Breaks when neither a part's place nor the checksum of the whole is looked at.
                change("two templates change places", pieces -> {
                    Collections.swap(pieces, 1, 2);
                    return pieces;
                }),
                change("a template is doubled", pieces -> {
                    pieces.add(2, pieces.get(1));
                    return pieces;
                }),
                change("a template is exchanged for another", pieces -> {
                    pieces.set(2, pieces.get(1));
                    return pieces;
                }),
                change("a template is left out", pieces -> {
                    pieces.remove(2);
                    return pieces;
                }),
                // Breaks when the last part is not told from the others, or its absence is no matter.
                change("the end is left out", pieces -> pieces.subList(0, 4)),
                change("the last template and the end are left out", pieces -> pieces.subList(0, 3)),
                change("all but the opening is left out", pieces -> pieces.subList(0, 1)),
                change("a template passes for the end", pieces -> {
                    pieces.get(3)[0] = 2;
                    return pieces.subList(0, 4);
                }),
                change("something follows the end", pieces -> {
                    pieces.add(new byte[] {0});
                    return pieces;
                }),
                // Breaks when parts are not bound to their file: the key is the same, the opening is not.
                change("a part is another file's", pieces -> {
                    pieces.set(1, SampleFile.pieces(other()).get(1));
                    return pieces;
                }),
                change("the opening is another file's", pieces -> {
                    pieces.set(0, SampleFile.pieces(other()).get(0));
                    return pieces;
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("meddling")
    void meddledWithItIsRefused(String how, byte[] file) {
        assertRefused(file, how);
    }

    @Test
    void aPartOpensInItsPlaceAlone() {
        // Breaks when its place is not bound to a part: an import, which sees parts, would not notice a swap.
        List<byte[]> pieces = SampleFile.pieces(WHOLE);
        try (FileKey key = SampleFile.key()) {
            PartReader reader = new PartReader(pieces.getFirst(), key);

            assertThat(reader.read(pieces.get(2), 1)).isInstanceOf(PartReader.Part.Template.class);
            assertThatExceptionOfType(IndexFileException.class).isThrownBy(() -> reader.read(pieces.get(2), 0));
            assertThatExceptionOfType(IndexFileException.class).isThrownBy(() -> reader.read(pieces.get(4), 2));
        }
    }

    @Test
    void whatIsSealedWellAndMakesNoSenseIsRefused() {
        // Whoever has the key can seal whatever they like. Breaks when an end may be short, when the template that is
        // searched for may be another than its occasions make, or a moment be one that no database can keep.
        byte[] opening = SampleFile.pieces(WHOLE).getFirst();
        try (FileKey key = SampleFile.key()) {
            Parts parts = new Parts(opening, key);
            PartReader reader = new PartReader(opening, key);
            List<byte[]> nonsense = List.of(
                    parts.seal((byte) 2, 0, new byte[1]),
                    parts.seal((byte) 1, 0, new byte[1]),
                    parts.seal((byte) 1, 0, template(SampleFile.STORED, 1, SampleFile.learned())),
                    parts.seal((byte) 1, 0, template(Instant.ofEpochMilli(Long.MAX_VALUE), 1, null)),
                    parts.seal((byte) 1, 0, template(Instant.EPOCH.minusMillis(1), 1, null)));

            assertThat(reader.read(parts.seal((byte) 1, 0, template(SampleFile.STORED, 1, null)), 0))
                    .isInstanceOf(PartReader.Part.Template.class);
            assertThat(nonsense)
                    .allSatisfy(part -> assertThatExceptionOfType(IndexFileException.class)
                            .isThrownBy(() -> reader.read(part, 0))
                            .withMessageContaining("does not understand"));
        }
    }

    @Test
    void aHeaderOfImpossibleProfilesIsRefused() {
        String header = header();
        String dimensions = "\"dimensions\":" + MadeUpFace.DIMENSIONS;
        assertThat(FileHeader.read(bytes(header)).profiles()).hasSize(1);

        // Breaks when a part, or whoever looks for the profile, is the first to stumble over it.
        for (String wrong : List.of(
                header.replace(dimensions, "\"dimensions\":0"),
                header.replace(dimensions, "\"dimensions\":513"),
                header.replace("\"name\":\"standard\",", ""))) {
            assertThatExceptionOfType(IndexFileException.class).isThrownBy(() -> FileHeader.read(bytes(wrong)));
        }
    }

    @Test
    void eachBitCounts() {
        // Breaks when anything is not covered by a seal: the header, a length, a nonce, the checksum.
        for (int at = 0; at < WHOLE.length; at++) {
            byte[] edited = WHOLE.clone();
            edited[at] ^= (byte) (1 << at % 8);
            assertRefused(edited, "bit " + at % 8 + " of byte " + at);
        }
    }

    @Test
    void cutOffAnywhereItIsRefused() {
        for (int length = 0; length < WHOLE.length; length++) {
            assertRefused(Arrays.copyOf(WHOLE, length), length + " bytes");
        }
    }

    @Test
    void eachTroubleHasASentenceOfItsOwn() {
        byte[] newer = WHOLE.clone();
        newer[9] = 2;
        byte[] edited = WHOLE.clone();
        edited[WHOLE.length - 100] ^= 1;
        try (FileKey key = SampleFile.key();
                FileKey wrong = SampleFile.key(8)) {
            assertThat(complaint("GIF89a, or so".getBytes(StandardCharsets.US_ASCII), key))
                    .contains("no index file");
            assertThat(complaint(newer, key)).contains("format version 2");
            assertThat(complaint(WHOLE, wrong)).contains("key is not that of file");
            assertThat(complaint(Arrays.copyOf(WHOLE, WHOLE.length - 1), key)).contains("ends early");
            assertThat(complaint(edited, key)).contains("was changed");
            // Breaks when a wrong key and a changed file are told apart by nothing.
            assertThat(complaint(edited, key)).doesNotContain("key");
        }
    }

    @Test
    void noFaceIsInItInTheClear() {
        // Breaks when a part is written as it is; the second half shows that the search finds what is there.
        byte[] face = floats(new MadeUpFace(1));
        byte[] id = ByteBuffer.allocate(16)
                .putLong(SampleFile.PEOPLE.getFirst().value().getMostSignificantBits())
                .putLong(SampleFile.PEOPLE.getFirst().value().getLeastSignificantBits())
                .array();

        assertThat(GalleryMemory.holds(WHOLE, Arrays.copyOf(face, 12))).isFalse();
        assertThat(GalleryMemory.holds(WHOLE, id)).isFalse();
        assertThat(GalleryMemory.holds(join(WHOLE, face), Arrays.copyOf(face, 12)))
                .isTrue();
    }

    @Test
    void keysPrintNothingAndAreReadAgain() {
        try (FileKey key = SampleFile.key()) {
            assertThat(key.toString()).doesNotContain(key.text());
            try (FileKey again = FileKey.parse(" " + key.text() + "\n")) {
                assertThat(again.check()).isEqualTo(key.check());
            }
        }
        for (String wrong : new String[] {"", "mien_ik_", "mien_sk_" + "A".repeat(43), "mien_ik_" + "A".repeat(44)}) {
            assertThatExceptionOfType(IndexFileException.class).isThrownBy(() -> FileKey.parse(wrong));
        }
    }

    private static byte[] template(Instant stored, int face, Occasions occasions) {
        try (CarriedTemplate template = new CarriedTemplate(
                SampleFile.PEOPLE.getFirst(), false, 0, stored, new MadeUpFace(face).vector(), occasions)) {
            return template.write();
        }
    }

    private static String header() {
        try (FileKey key = SampleFile.key()) {
            return new String(SampleFile.header(key).write(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Arguments change(String how, UnaryOperator<List<byte[]>> change) {
        return Arguments.of(how, SampleFile.meddled(change));
    }

    /** The same people under the same key, one byte of the header otherwise. */
    private static byte[] other() {
        java.io.ByteArrayOutputStream to = new java.io.ByteArrayOutputStream();
        try (FileKey key = SampleFile.key()) {
            FileHeader header = SampleFile.header(key);
            FileHeader later = new FileHeader(
                    header.file(),
                    header.application(),
                    header.created(),
                    header.ledgerNumber() + 1,
                    header.head(),
                    header.keyEpoch(),
                    header.keyVersion(),
                    header.keyCheck(),
                    header.profiles(),
                    header.search());
            FileWriter writer = new FileWriter(to, later, key);
            for (int at = 0; at < 3; at++) {
                try (CarriedTemplate one = new CarriedTemplate(
                        SampleFile.PEOPLE.get(at), false, 0, SampleFile.STORED, new MadeUpFace(1).vector(), null)) {
                    writer.add(one);
                }
            }
            writer.finish();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return to.toByteArray();
    }

    private static void assertRefused(byte[] file, String how) {
        try (FileKey key = SampleFile.key()) {
            assertThatExceptionOfType(IndexFileException.class).as(how).isThrownBy(() -> SampleFile.read(file, key));
        }
    }

    private static String complaint(byte[] file, FileKey key) {
        List<String> said = new ArrayList<>();
        assertThatExceptionOfType(IndexFileException.class)
                .isThrownBy(() -> SampleFile.read(file, key))
                .satisfies(complained -> said.add(complained.getMessage()));
        return said.getFirst();
    }

    private static byte[] floats(MadeUpFace face) {
        ByteBuffer bytes = ByteBuffer.allocate(MadeUpFace.DIMENSIONS * Float.BYTES);
        face.vector().write(bytes);
        return bytes.array();
    }

    private static byte[] join(byte[] one, byte[] two) {
        return SampleFile.join(List.of(one, two));
    }
}
