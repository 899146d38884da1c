package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is drawn of a picture, beside what the definition says of every pixel by itself. */
class SamplerTest {
    private static final int CASES = 400;
    private static final int HALF = 1 << 15;
    private static final Tone PLAIN = new Tone(false, List.of(0f), List.of(1f));

    private enum Kind {
        LEVEL {
            @Override
            Affine map(Random random, double scale) {
                return new Affine(
                        random.nextBoolean() ? scale : -scale, 0, 0, 0, random.nextBoolean() ? scale : -scale, 0);
            }
        },
        QUARTER_TURN {
            @Override
            Affine map(Random random, double scale) {
                return new Affine(0, scale, 0, random.nextBoolean() ? scale : -scale, 0, 0);
            }
        },
        SLANTED {
            @Override
            Affine map(Random random, double scale) {
                double angle = random.nextDouble(-Math.PI, Math.PI);
                double cos = scale * Math.cos(angle);
                double sin = scale * Math.sin(angle);
                return new Affine(cos, -sin, 0, sin, cos, 0);
            }
        };

        abstract Affine map(Random random, double scale);
    }

    // Fails when a row begins or ends in another place than the picture does, when one sample is left out or taken
    // twice, or colours change places: by any of the ways in which a part is drawn, wherever it lies.
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyPixelIsWhatItsSamplesAre(Kind kind) {
        Random random = new Random(kind.ordinal());
        for (int i = 0; i < CASES; i++) {
            Photo photo = Photo.random(random);
            Grid grid = new Grid(
                    random.nextInt(1, 24), random.nextInt(1, 24), PLAIN, random.nextInt(2, Sampler.FINEST_MAX + 1));
            Affine turned = kind.map(random, random.nextDouble(.2, 8));
            Affine map = turned.then(Affine.scaleThenShift(
                    1, random.nextDouble(-20, photo.width + 20), random.nextDouble(-20, photo.height + 20)));

            float[] drawn = draw(photo, grid, map);

            float[] expected = expected(photo, grid, map);
            for (int at = 0; at < expected.length; at++) {
                assertThat(drawn[at])
                        .as("float %d of %s on %s of %s", at, grid, map, photo)
                        .isCloseTo(expected[at], within(.01f));
            }
        }
    }

    // Fails when a line that runs out of what its numbers hold comes back at the other side of the picture, or ends in
    // an exception.
    @Test
    void whatIsBeyondAllNumbersIsBlack() {
        Photo photo = Photo.random(new Random(1));
        for (Affine map : List.of(
                Affine.scaleThenShift(1e6, 0, 0),
                new Affine(1e5, -1e5, 5, 1e5, 1e5, 5),
                Affine.scaleThenShift(5000, -1e9, -1e9),
                Affine.scaleThenShift(3, 1e12, 1e12))) {
            float[] drawn = draw(photo, new Grid(16, 16, PLAIN, 4), map);

            assertThat(Arrays.copyOfRange(drawn, 1, 256)).containsOnly(0f);
        }
    }

    private record Photo(int[] pixels, int width, int height) {
        static Photo random(Random random) {
            int width = random.nextInt(2, 70);
            int height = random.nextInt(2, 70);
            return new Photo(random.ints((long) width * height).toArray(), width, height);
        }

        boolean has(int px, int py) {
            return px >= 0 && py >= 0 && px >> 16 < width && py >> 16 < height;
        }

        int colour(int x, int y, int shift) {
            return pixels[y * width + x] >>> shift & 0xff;
        }

        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    private static float[] draw(Photo photo, Grid grid, Affine map) {
        FloatBuffer target = FloatBuffer.allocate(grid.floats());
        new Sampler(IntBuffer.wrap(photo.pixels()), photo.width(), photo.height()).draw(grid, map, target, 0);
        return target.array();
    }

    private static float[] expected(Photo photo, Grid grid, Affine map) {
        float[] all = new float[grid.floats()];
        int plane = grid.width() * grid.height();
        for (int colour = 0; colour < 3; colour++) {
            for (int y = 0; y < grid.height(); y++) {
                for (int x = 0; x < grid.width(); x++) {
                    all[colour * plane + y * grid.width() + x] = map.scale() <= 1.25
                            ? smooth(photo, map, x, y, 24 - 8 * colour)
                            : mean(photo, grid, map, x, y, 24 - 8 * colour);
                }
            }
        }
        return all;
    }

    private static float mean(Photo photo, Grid grid, Affine map, int x, int y, int shift) {
        int samples = (int) Math.clamp(Math.ceil(map.scale() / 1.25), 2, grid.finest());
        double step = 1.0 / samples;
        int sum = 0;
        for (int sub = 0; sub < samples; sub++) {
            for (int i = 0; i < samples; i++) {
                int at = x * samples + i;
                int px = fixed(map.x(step / 2, y + (sub + .5) * step)) + at * fixed(map.xx() * step);
                int py = fixed(map.y(step / 2, y + (sub + .5) * step)) + at * fixed(map.yx() * step);
                sum += photo.has(px, py) ? photo.colour(px >> 16, py >> 16, shift) : 0;
            }
        }
        return (float) sum / (samples * samples);
    }

    private static float smooth(Photo photo, Affine map, int x, int y, int shift) {
        int px = fixed(map.x(.5, y + .5)) + x * fixed(map.xx()) - HALF;
        int py = fixed(map.y(.5, y + .5)) + x * fixed(map.yx()) - HALF;
        if (!photo.has(px + HALF, py + HALF)) {
            return 0;
        }
        int left = Math.max(px >> 16, 0);
        int top = Math.max(py >> 16, 0);
        int right = Math.min((px >> 16) + 1, photo.width() - 1);
        int bottom = Math.min((py >> 16) + 1, photo.height() - 1);
        float fx = (px >> 8 & 0xff) / 256f;
        float fy = (py >> 8 & 0xff) / 256f;
        return (1 - fy) * ((1 - fx) * photo.colour(left, top, shift) + fx * photo.colour(right, top, shift))
                + fy * ((1 - fx) * photo.colour(left, bottom, shift) + fx * photo.colour(right, bottom, shift));
    }

    private static int fixed(double value) {
        return Line.fixed(value);
    }
}
