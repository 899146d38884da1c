package dev.mien.index.search;

/**
 * Turns a vector by {@code H S3 H S2 H S1}: three times a change of signs that only the key's holder knows, then the
 * Walsh-Hadamard transform scaled to keep lengths. One fixed order of float operations: the same numbers on every
 * machine.
 */
final class Rotation {
    static final int ROUNDS = 3;
    private final int size;
    private final float scale;
    private final byte[] signs;

    /**
     * @param size a power of two
     * @param signs {@link #bytes} bytes, one bit for each sign
     */
    Rotation(int size, byte[] signs) {
        if (Integer.bitCount(size) != 1 || signs.length != bytes(size)) {
            throw new IllegalArgumentException("a rotation needs a power of two, and three signs for each dimension");
        }
        this.size = size;
        this.scale = (float) (1 / Math.sqrt(size));
        this.signs = signs.clone();
    }

    /** How many bytes of key a rotation takes. */
    static int bytes(int size) {
        return ROUNDS * size / Byte.SIZE;
    }

    /** Rotates in place. */
    void apply(float[] vector) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < size; i++) {
                int bit = round * size + i;
                vector[i] = (signs[bit >>> 3] >>> (bit & 7) & 1) == 0 ? vector[i] : -vector[i];
            }
            butterflies(vector);
        }
    }

    private void butterflies(float[] vector) {
        for (int half = 1; half < size; half *= 2) {
            for (int start = 0; start < size; start += 2 * half) {
                for (int i = start; i < start + half; i++) {
                    float sum = vector[i] + vector[i + half];
                    vector[i + half] = vector[i] - vector[i + half];
                    vector[i] = sum;
                }
            }
        }
        for (int i = 0; i < size; i++) {
            vector[i] *= scale;
        }
    }
}
