package dev.mien.index.search;

import dev.mien.contracts.FacialId;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.vault.FaceVector;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** What tests of galleries share. */
final class Galleries {
    static final Duration AMPLE = Duration.ofMinutes(5);

    private Galleries() {}

    static Space space(int dimensions, float[] mean, long seed) {
        byte[] secret = new byte[SearchEngine.secretBytes(dimensions)];
        new Random(seed).nextBytes(secret);
        return new Space(dimensions, mean, secret);
    }

    static SearchEngine engine(Kernel kernel, int cores) {
        return new SearchEngine(() -> kernel, cores, profile -> List.of(), AMPLE);
    }

    static SearchEngine engine() {
        return engine(new LoopKernel(), 2);
    }

    static Stream<Kernel> kernels() {
        return KernelChoice.available().stream();
    }

    static void insert(Gallery to, long row, float[] face) {
        try (FaceVector vector = FaceVector.owning(face.clone())) {
            to.insert(row, facialId(row), hash(row), vector);
        }
    }

    static long hash(long row) {
        return new Random(row).nextLong();
    }

    static FacialId facialId(long row) {
        return new FacialId(new UUID(row * 0x9E3779B97F4A7C15L + 1, ~row * 0xC2B2AE3D27D4EB4FL));
    }
}
