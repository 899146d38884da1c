package dev.mien.index.intake;

import dev.mien.index.intake.DecodeOutcome.Decoded;
import dev.mien.index.intake.DecodeOutcome.Undecodable;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A process that decodes bent pictures, one after the other. Arguments: seed and how many. It says the number of each
 * before it begins, so that the last line names the one that ended it; at the end, how many were decoded, how many
 * refused, and by how many bytes its memory grew over the second half.
 */
final class BentPictures {
    /** Nobody's decoder takes this long for pictures of this size: it hangs. */
    private static final long HANGS_AFTER_SECONDS = 60;

    private static final int SIDE = 32;
    private static final Grid GRID = new Grid(SIDE, SIDE, new Tone(false, List.of(0f), List.of(1f)), 2);

    private final Intake intake = new Intake();
    private final FloatBuffer seen = FloatBuffer.allocate(GRID.floats());
    private final Mutations mutations;
    private int decoded;
    private int refused;

    private BentPictures(long seed) {
        List<byte[]> originals = new ArrayList<>(Samples.all());
        originals.addAll(Samples.shared());
        this.mutations = new Mutations(seed, originals);
    }

    public static void main(String[] arguments) throws Exception {
        var pictures = new BentPictures(Long.parseLong(arguments[0]));
        int count = Integer.parseInt(arguments[1]);
        pictures.look(0, count / 2);
        long before = Resident.bytes();
        pictures.look(count / 2, count);
        System.out.printf(Locale.ROOT, "%d %d %d%n", pictures.decoded, pictures.refused, Resident.bytes() - before);
        System.exit(0);
    }

    private void look(int from, int to) throws Exception {
        try (ExecutorService decoder =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())) {
            for (int number = from; number < to; number++) {
                System.out.println(number);
                byte[] picture = mutations.number(number);
                // A thread within a decoder cannot be ended; leaving by the exception would wait for it.
                try {
                    decoder.submit(() -> look(picture)).get(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
                } catch (Exception | Error ended) {
                    ended.printStackTrace();
                    Runtime.getRuntime().halt(1);
                }
            }
        }
    }

    private void look(byte[] encoded) {
        try (var frame = new Frame(encoded)) {
            switch (intake.decode(frame, Intake.LONG_SIDE_KEPT)) {
                case Undecodable(Refusal refusal) -> refused += refusal.detail().isBlank() ? 0 : 1;
                case Decoded(Picture picture) -> {
                    try (picture) {
                        double scale = Math.max(picture.width(), picture.height()) / (double) SIDE;
                        picture.draw(GRID, Affine.scaleThenShift(scale, 0, 0), seen, 0);
                    }
                    decoded++;
                }
            }
        }
    }
}
