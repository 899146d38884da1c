package dev.mien.index.search;

/**
 * The few numbers beside a sketch that turn bit distances into cosines, 16 bits each. With {@code u = <o, y> / |y|} for
 * a code o of the face's direction y:
 *
 * <pre>
 * linear  u of the first stage | (|o|^2 - size) / 8 in 9 bits, the cosine u / |o| of the whole sketch in 7
 * full    p = u / beta | r = u * alpha / beta, and z = sqrt(|o|^2 (1 + RHO) - u^2) | u of the whole sketch
 * </pre>
 *
 * The u of one number for each face is rounded down and z up, so that a limit is never too low; p and r are rounded to
 * the nearest, and the limit has half a step more.
 */
final class Factors {
    private static final int HALF = 16;
    private static final int MOST = 0xFFFF;
    /** Where the signed r is zero. */
    static final int R_ZERO = 0x8000;
    /** Cosines of a whole sketch in the lower half: codes from 1 on in steps from the least; 0 says that it is less. */
    static final int COSINES = 128;

    private static final double COSINE_LEAST = 0.8;
    private static final double COSINE_STEP = (1 - COSINE_LEAST) / (COSINES - 1);
    private static final int SQUARES = 512;
    private static final int SQUARE_STEP = 8;

    /** The squared error of a query's code for which z is stored; {@link Cut} widens it for a worse one. */
    static final double RHO = 0.02;

    private Factors() {}

    static double uStep(Shape shape, int bits) {
        return shape.longest(bits) / MOST;
    }

    static double pStep(Shape shape) {
        return shape.longest(shape.upper()) / Score.BETA_MIN / MOST;
    }

    static double rStep(Shape shape) {
        return 2 * pStep(shape) * (1 + 1e-4);
    }

    static double zStep(Shape shape) {
        return shape.longest(shape.upper()) * Math.sqrt(1 + RHO) / (MOST - 1);
    }

    static void pack(Shape shape, Template face) {
        double length = Math.sqrt(face.square);
        double whole = face.code.dot(shape.bits()) / length;
        double u = face.code.dot(shape.upper()) / length;
        if (shape.linear()) {
            int square = face.code.square(shape.bits());
            int upper = (int) (u / uStep(shape, shape.upper()));
            face.factors[0] = join(upper, shape.restWords() == 0 ? 0 : lower(shape, square, whole));
            return;
        }
        int wholeCode = (int) (whole / uStep(shape, shape.bits()));
        double alpha = Score.alpha(face.alpha);
        double p = u / Score.beta(alpha);
        double z = Math.sqrt(face.code.square(shape.upper()) * (1 + RHO) - u * u);
        face.factors[0] = join((int) Math.round(p / pStep(shape)), R_ZERO + (int) Math.round(p * alpha / rStep(shape)));
        face.factors[1] = join((int) Math.ceil(z / zStep(shape)), wholeCode);
    }

    /** Two bits a dimension: every level squared is 1 or 9, so the square is exact. */
    private static int lower(Shape shape, int square, double whole) {
        double cosine = whole / Math.sqrt(square);
        int code = cosine < COSINE_LEAST ? 0 : Math.min(COSINES - 1, 1 + (int) ((cosine - COSINE_LEAST) / COSINE_STEP));
        return (square - shape.size()) / SQUARE_STEP * COSINES | code;
    }

    /** The length of a whole sketch's code, by the upper part of the lower half. */
    static double[] lengths(Shape shape) {
        double[] lengths = new double[SQUARES];
        for (int i = 0; i < SQUARES; i++) {
            lengths[i] = Math.sqrt(shape.size() + SQUARE_STEP * i);
        }
        return lengths;
    }

    /** The cosine that a code above 0 stands for, rounded down. */
    static double cosine(int code) {
        return COSINE_LEAST + (code - 1) * COSINE_STEP;
    }

    /** The code of the u of the whole sketch. */
    static int whole(int lastFactor) {
        return lastFactor & MOST;
    }

    private static int join(int upper, int lower) {
        if ((upper & ~MOST) != 0 || (lower & ~MOST) != 0) {
            throw new IllegalStateException("factors " + upper + " and " + lower + " do not fit 16 bits");
        }
        return upper << HALF | lower;
    }
}
