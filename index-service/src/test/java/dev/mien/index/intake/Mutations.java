package dev.mien.index.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/** Bends pictures in every way that their structure offers. The same seed and number always make the same bytes. */
public final class Mutations {
    /** Values at which readers of lengths, sizes and counts go wrong. */
    private static final long[] ODD = {
        0,
        1,
        2,
        3,
        4,
        7,
        8,
        15,
        16,
        127,
        128,
        255,
        256,
        0x3fff,
        0x7fff,
        0x8000,
        0xffff,
        0x10000,
        0x7fffffff,
        0x80000000L,
        0xffffffffL
    };

    private static final int STRUCTURE_BYTES = 700;
    private static final int KINDS = 12;

    private final long seed;
    private final List<byte[]> originals;

    public Mutations(long seed, List<byte[]> originals) {
        this.seed = seed;
        this.originals = List.copyOf(originals);
    }

    /** A picture that was bent once to three times. */
    public byte[] number(int number) {
        RandomGenerator random = new SplittableRandom(seed + number);
        byte[] original = any(random);
        byte[] bent = original.clone();
        for (int times = random.nextInt(1, 4); times > 0 && bent.length > 0; times--) {
            bent = bend(bent, random);
        }
        // Without this every damage to a PNG would end at the check of its sums.
        return random.nextInt(4) > 0 ? summed(bent) : bent;
    }

    private byte[] any(RandomGenerator random) {
        return originals.get(random.nextInt(originals.size()));
    }

    private byte[] bend(byte[] picture, RandomGenerator random) {
        return switch (random.nextInt(KINDS)) {
            case 0 -> flip(picture, picture.length, random);
            case 1 -> flip(picture, Math.min(picture.length, STRUCTURE_BYTES), random);
            case 2 -> Arrays.copyOf(picture, random.nextInt(picture.length));
            case 3 -> spliced(picture, any(random), random);
            case 4 -> rearranged(Chunk.of(picture), random);
            case 5 -> lengthened(Chunk.of(picture), random);
            case 6, 7, 8 -> oddity(picture, random);
            case 9, 10 -> unpackedAndBent(picture, random);
            default -> withExif(Chunk.of(picture), random);
        };
    }

    private static byte[] flip(byte[] picture, int reach, RandomGenerator random) {
        for (int flips = random.nextInt(1, 17); flips > 0; flips--) {
            picture[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
        }
        return picture;
    }

    private static byte[] spliced(byte[] head, byte[] tail, RandomGenerator random) {
        int cut = random.nextInt(head.length);
        int from = random.nextInt(tail.length);
        byte[] both = Arrays.copyOf(head, cut + tail.length - from);
        System.arraycopy(tail, from, both, cut, tail.length - from);
        return both;
    }

    /** A chunk dropped, doubled, moved, or taken from another picture. */
    private byte[] rearranged(List<Chunk> chunks, RandomGenerator random) {
        List<Chunk> all = new ArrayList<>(chunks);
        int at = beyondFirst(all, random);
        switch (random.nextInt(4)) {
            case 0 -> all.remove(at);
            case 1 -> {
                for (int copies = random.nextInt(1, 100); copies > 0; copies--) {
                    all.add(at, all.get(at));
                }
            }
            case 2 -> all.add(random.nextInt(all.size()), all.remove(at));
            default -> {
                List<Chunk> others = Chunk.of(any(random));
                all.add(at, others.get(random.nextInt(others.size())));
            }
        }
        return joined(all);
    }

    private static byte[] lengthened(List<Chunk> chunks, RandomGenerator random) {
        Chunk chunk = chunks.get(beyondFirst(chunks, random));
        chunk.setLength(random.nextBoolean() ? odd(random) : chunk.bytes().length + random.nextInt(-20, 20));
        return joined(chunks);
    }

    /** Some odd value over a byte, two or four, near the beginning of some chunk: sizes, counts, indexes, tables. */
    private static byte[] oddity(byte[] picture, RandomGenerator random) {
        List<Chunk> chunks = Chunk.of(picture);
        byte[] bytes = chunks.get(beyondFirst(chunks, random)).bytes();
        int width = 1 << random.nextInt(3);
        int at = random.nextInt(Math.max(1, Math.min(bytes.length, 40)));
        long value = odd(random);
        for (int i = 0; i < width && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >> 8 * i);
        }
        return joined(chunks);
    }

    /** The first is the signature: a picture without it is sent away at the door. */
    private static int beyondFirst(List<Chunk> chunks, RandomGenerator random) {
        return chunks.size() == 1 ? 0 : random.nextInt(1, chunks.size());
    }

    private static long odd(RandomGenerator random) {
        return ODD[random.nextInt(ODD.length)];
    }

    /** A PNG's data is bent before it is packed again: filters, indexes, rows too many or too few. */
    private static byte[] unpackedAndBent(byte[] picture, RandomGenerator random) {
        List<Chunk> chunks = new ArrayList<>(Chunk.of(picture));
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).isOfPng() && Bytes.all(chunks.get(i).bytes()).is(4, "IDAT")) {
                chunks.set(i, new Chunk(repacked(chunks.get(i).bytes(), random), 0, 4, false));
                chunks.get(i).setLength(chunks.get(i).bytes().length - 12);
                return joined(chunks);
            }
        }
        return flip(picture, picture.length, random);
    }

    private static byte[] repacked(byte[] chunk, RandomGenerator random) {
        var inflater = new Inflater();
        inflater.setInput(chunk, 8, chunk.length - 12);
        byte[] data = new byte[1 << 20];
        int length = 0;
        try {
            length = inflater.inflate(data);
        } catch (DataFormatException bentBefore) {
            random.nextBytes(data);
        } finally {
            inflater.end();
        }
        byte[] bent =
                flip(Arrays.copyOf(data, Math.max(1, length + random.nextInt(-5, 5))), Math.max(1, length - 5), random);
        var packed = new ByteArrayOutputStream();
        packed.write(chunk, 0, 8);
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bent);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        packed.writeBytes(new byte[4]);
        return packed.toByteArray();
    }

    /** A block of EXIF that says odd things, where the format has its place for it. */
    private static byte[] withExif(List<Chunk> chunks, RandomGenerator random) {
        byte[] exif = Encoded.exif(random.nextInt(10));
        for (int bends = random.nextInt(4); bends > 0; bends--) {
            exif = random.nextInt(4) == 0
                    ? Arrays.copyOf(exif, random.nextInt(1, exif.length + 20))
                    : flip(exif, exif.length, random);
        }
        byte[] first = chunks.getFirst().bytes();
        String prefix = first[0] == 'R' ? "EXIF\0\0\0\0" : first.length > 1 && first[1] == 'P' ? "\0\0\0\0eXIf" : "";
        ByteBuffer block = ByteBuffer.allocate(exif.length + 12);
        if (prefix.isEmpty()) {
            block.putShort((short) 0xffe1).putShort((short) (exif.length + 8)).put("Exif\0\0".getBytes());
        } else {
            block.put(prefix.getBytes());
            block.order(first[0] == 'R' ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN)
                    .putInt(first[0] == 'R' ? 4 : 0, exif.length);
        }
        block.put(exif);
        List<Chunk> all = new ArrayList<>(chunks);
        all.add(Math.min(all.size(), 1 + random.nextInt(3)), new Chunk(block.array(), -1, 0, false));
        return joined(all);
    }

    private static byte[] joined(List<Chunk> chunks) {
        var all = new ByteArrayOutputStream();
        chunks.forEach(chunk -> all.writeBytes(chunk.bytes()));
        return all.toByteArray();
    }

    /** With the sums of a PNG's chunks made right again. */
    private static byte[] summed(byte[] picture) {
        List<Chunk> chunks = Chunk.of(picture);
        for (Chunk chunk : chunks) {
            byte[] bytes = chunk.bytes();
            if (chunk.isOfPng()) {
                var crc = new CRC32();
                crc.update(bytes, 4, bytes.length - 8);
                ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
            }
        }
        return joined(chunks);
    }
}
