package dev.mien.index.search;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The kernel that is fastest here. Which one that is, is measured beside the first searches: all give the same answers,
 * so they can be exchanged at any time. One whose answers differ is not used, and logged.
 */
final class KernelChoice implements Supplier<Kernel> {
    private static final Logger LOG = Logger.getLogger(KernelChoice.class);
    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    /** Few enough that the compiler soon knows that it has work to do; many enough to be measured. */
    private static final int FACES = 1024;

    /** The compiler has been at it after so many scans; it has finished when they get no faster for so long. */
    private static final int SCANS = 20_000;

    private static final long STEADY_NANOS = 1_500_000_000;
    /** Now and then it is left alone: nobody waits for the result. */
    private static final int SCANS_AT_ONCE = 256;

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final long TRIAL_NANOS_MAX = 20_000_000_000L;
    private static final double FASTER = 0.95;

    private final CountDownLatch chosen = new CountDownLatch(1);
    private volatile Kernel kernel = new ScalarKernel();

    private KernelChoice() {}

    /** Begins with the one that needs no compiler, and goes on measuring. */
    static KernelChoice measured() {
        KernelChoice choice = new KernelChoice();
        Thread.ofPlatform().daemon().name("search-kernels").start(choice::choose);
        return choice;
    }

    private void choose() {
        try {
            measure();
        } finally {
            chosen.countDown();
        }
    }

    /** Returns when the fastest is known. */
    void await() throws InterruptedException {
        chosen.await();
    }

    @Override
    public Kernel get() {
        return kernel;
    }

    /** Those that can run here. */
    static List<Kernel> available() {
        List<Kernel> kernels = new ArrayList<>(List.of(new ScalarKernel()));
        // A native executable's compiler vectorizes no loops, and has no vector instruction that counts bits.
        if (System.getProperty("org.graalvm.nativeimage.imagecode") == null) {
            kernels.add(new LoopKernel());
            if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
                kernels.add(vector());
            }
        }
        return kernels;
    }

    /** @throws IllegalArgumentException when it cannot run here */
    static Kernel named(String name) {
        return available().stream()
                .filter(kernel -> kernel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the kernel '" + name + "' cannot run here"));
    }

    /** By name, so that nothing else leads to a class that cannot be loaded everywhere. */
    private static Kernel vector() {
        try {
            String name = Kernel.class.getName().replace("Kernel", "VectorKernel");
            return (Kernel) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the kernel for " + VECTOR_MODULE + " cannot be loaded", e);
        }
    }

    private void measure() {
        Trial trial = new Trial();
        int[] right = trial.answers(new ScalarKernel());
        StringBuilder times = new StringBuilder();
        long best = Long.MAX_VALUE;
        Kernel fastest = kernel;
        for (Kernel candidate : available()) {
            long nanos = trial.nanos(candidate);
            if (!Arrays.equals(right, trial.answers(candidate))) {
                LOG.errorf("event=search-kernel-wrong kernel=%s", candidate.name());
                continue;
            }
            times.append(' ').append(candidate.name()).append("Nanos=").append(nanos);
            if (nanos < best) {
                best = nanos;
                fastest = candidate;
            }
        }
        kernel = fastest;
        LOG.infof("event=search-kernel kernel=%s faces=%d%s", fastest.name(), FACES, times);
    }

    /** A segment of nobody's sketches, as at 256 dimensions. */
    private static final class Trial {
        private static final int WORDS = 4;
        /** About half of the largest distance, less what few are under. */
        private static final float LIMIT = 1740;

        private final MemorySegment planes;
        private final MemorySegment factors;
        private final MemorySegment rows;
        private final long[] code = new long[WORDS * Kernel.WORD];
        private final int[] query = new int[Shape.SIZE_MAX];
        private final Scratch scratch = new Scratch();

        Trial() {
            SplittableRandom random = new SplittableRandom(1);
            planes = filled(random, FACES * WORDS);
            factors = filled(random, FACES);
            rows = filled(random, FACES);
            for (int i = 0; i < code.length; i += Kernel.APART) {
                Arrays.fill(code, i, i + Kernel.APART, random.nextLong());
            }
            Arrays.setAll(query, i -> random.nextInt(-Score.QUERY_MAX, Score.QUERY_MAX));
        }

        private static MemorySegment filled(SplittableRandom random, int longs) {
            MemorySegment made = Arena.ofAuto().allocate((long) longs * Long.BYTES, Long.BYTES * Kernel.STEP);
            for (int i = 0; i < longs; i++) {
                made.setAtIndex(ValueLayout.JAVA_LONG, i, random.nextLong());
            }
            return made;
        }

        private int scan(Kernel with) {
            with.distances(planes, 1, FACES, FACES, code, scratch.distances);
            return with.selectLinear(factors, FACES, LIMIT, 1e-4f, scratch.distances, scratch.slots);
        }

        long nanos(Kernel of) {
            long fastest = Long.MAX_VALUE;
            long begin = System.nanoTime();
            long improved = begin;
            long now = begin;
            for (int scans = 0; scans < SCANS || now - improved < STEADY_NANOS; scans++) {
                if (now - begin > TRIAL_NANOS_MAX) {
                    break;
                }
                if (scans % SCANS_AT_ONCE == 0) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                    now = System.nanoTime();
                }
                scan(of);
                long then = System.nanoTime();
                if (then - now < fastest * FASTER) {
                    improved = then;
                }
                fastest = Math.min(fastest, then - now);
                now = then;
            }
            return fastest;
        }

        int[] answers(Kernel of) {
            int found = scan(of);
            int full = 0;
            int[] slots = Arrays.copyOf(scratch.slots, found);
            int[] distances = scratch.distances.clone();
            full = of.selectFull(
                    factors, FACES / 2, FACES / 2, LIMIT, 1e-4f, -1e-4f, 1e-4f, scratch.distances, scratch.slots);
            int[] all = Arrays.copyOf(distances, distances.length + found + full + 1);
            System.arraycopy(slots, 0, all, distances.length, found);
            System.arraycopy(scratch.slots, 0, all, distances.length + found, full);
            all[all.length - 1] = of.dot(rows, Shape.SIZE_MAX, query);
            return all;
        }
    }
}
