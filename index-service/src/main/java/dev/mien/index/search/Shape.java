package dev.mien.index.search;

/**
 * How a face of so many dimensions lies in memory. At 128 dimensions two bits each leave so few faces that a second
 * stage would save less than its memory costs, at 512 one bit does; at 256 the second bit is looked at for those few
 * percent whom the first one leaves.
 *
 * @param size dimensions after padding with zeros: 128, 256 or 512
 * @param bits of the sketch for each dimension
 * @param upper of these, the ones that the first stage looks at
 * @param centred whether faces are split into a part along the profile's mean and the rest
 */
record Shape(int size, int bits, int upper, boolean centred) {
    static final int SIZE_MAX = 512;

    static Shape of(int dimensions, boolean centred) {
        int size = dimensions <= 128 ? 128 : dimensions <= 256 ? 256 : SIZE_MAX;
        if (dimensions < 1 || dimensions > SIZE_MAX) {
            throw new IllegalArgumentException("a gallery holds faces of 1 to " + SIZE_MAX + " dimensions");
        }
        return switch (size) {
            case 128 -> new Shape(size, 2, 2, centred);
            case 256 -> new Shape(size, 2, 1, centred);
            default -> new Shape(size, 1, 1, centred);
        };
    }

    int planeWords() {
        return size / Long.SIZE;
    }

    /** Of each sketch. */
    int words() {
        return bits * planeWords();
    }

    /** Words of each sketch that the first stage looks at. */
    int scannedWords() {
        return upper * planeWords();
    }

    /** Words that only survivors of the first stage are looked at. */
    int restWords() {
        return words() - scannedWords();
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
