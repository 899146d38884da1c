package dev.mien.index.search;

/**
 * How a face of so many dimensions lies in memory: sketches are 512 bits, whatever the dimensions.
 *
 * @param size dimensions after padding with zeros: 128, 256 or 512
 * @param bits of the sketch for each dimension
 * @param upper of these, the ones that the first stage looks at
 * @param centred whether faces are split into a part along the profile's mean and the rest
 */
record Shape(int size, int bits, int upper, boolean centred) {
    private static final int SKETCH_BITS = 512;
    static final int WORDS = SKETCH_BITS / Long.SIZE;
    static final int SIZE_MAX = 512;

    static Shape of(int dimensions, boolean centred) {
        int size = dimensions <= 128 ? 128 : dimensions <= 256 ? 256 : SIZE_MAX;
        if (dimensions < 1 || dimensions > SIZE_MAX) {
            throw new IllegalArgumentException("a gallery holds faces of 1 to " + SIZE_MAX + " dimensions");
        }
        int bits = SKETCH_BITS / size;
        return new Shape(size, bits, Math.max(1, bits / 2), centred);
    }

    int planeWords() {
        return size / Long.SIZE;
    }

    /** Words of each sketch that the first stage looks at. */
    int scannedWords() {
        return upper * planeWords();
    }

    /** Words that only survivors of the first stage are looked at. */
    int restWords() {
        return WORDS - scannedWords();
    }

    /** Whether one number for each face is enough for the first stage's limit ({@link Cut}). */
    boolean linear() {
        return upper == 1 && !centred;
    }

    /** 32-bit factors of each face. */
    int factors() {
        return linear() ? 1 : 2;
    }

    /** The longest code of so many bits. */
    double longest(int ofBits) {
        return ((1 << ofBits) - 1) * Math.sqrt(size);
    }
}
