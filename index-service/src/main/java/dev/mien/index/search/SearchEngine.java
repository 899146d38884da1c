package dev.mien.index.search;

import dev.mien.index.gallery.Galleries;
import dev.mien.index.gallery.Gallery;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.platform.crypto.SecretBytes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes galleries that are searched exactly, and shares this process's cores among their searches. Thread safe. */
public final class SearchEngine implements Galleries {
    private final Passes passes;
    private final Supplier<Kernel> kernels;
    private final Function<String, List<Float>> means;
    private final long nanosMost;
    private final double safety;

    SearchEngine(Supplier<Kernel> kernels, int cores, Function<String, List<Float>> means, Duration most) {
        this(kernels, cores, means, most, Cut.SAFETY);
    }

    private SearchEngine(
            Supplier<Kernel> kernels, int cores, Function<String, List<Float>> means, Duration most, double safety) {
        this.kernels = kernels;
        this.passes = new Passes(cores, kernels);
        this.means = means;
        this.nanosMost = most.toNanos();
        this.safety = safety;
    }

    /**
     * On all cores, by whichever kernel turns out to be the fastest.
     *
     * @param means the mean of a profile's faces, by its name; empty when strangers are at right angles anyway
     * @param most how long a search may take
     */
    public static SearchEngine start(Function<String, List<Float>> means, Duration most) {
        return new SearchEngine(KernelChoice.measured(), Runtime.getRuntime().availableProcessors(), means, most);
    }

    /**
     * For measurements and tests: on so many cores, by the kernel of that name.
     *
     * @param kernel asked again and again; one of {@link #kernels}
     */
    public static SearchEngine with(Supplier<String> kernel, int cores, Duration most) {
        return with(kernel, cores, most, Cut.SAFETY);
    }

    /**
     * As {@link #with(Supplier, int, Duration)}, for measurements of what is lost.
     *
     * @param safety standard deviations under the floor down to which a face is kept; a service has {@link Cut#SAFETY}
     */
    public static SearchEngine with(Supplier<String> kernel, int cores, Duration most, double safety) {
        Map<String, Kernel> made = new ConcurrentHashMap<>();
        return new SearchEngine(
                () -> made.computeIfAbsent(kernel.get(), KernelChoice::named),
                cores,
                profile -> List.of(),
                most,
                safety);
    }

    @Override
    public Gallery make(String profile, int dimensions, ApplicationKeys keys) {
        List<Float> known = means.apply(profile);
        float[] mean = known.isEmpty() ? null : new float[known.size()];
        for (int i = 0; i < known.size(); i++) {
            mean[i] = known.get(i);
        }
        try (SecretBytes secret = SecretBytes.owning(keys.rotation(secretBytes(dimensions)))) {
            return make(dimensions, mean, secret.expose());
        }
    }

    /**
     * @param mean of all faces, not of length one; null: they are not centred
     * @param secret as many bytes as the rotation of so many dimensions takes, {@link #secretBytes}
     */
    public Gallery make(int dimensions, float[] mean, byte[] secret) {
        return gallery(new Space(dimensions, mean, secret));
    }

    ExactGallery gallery(Space space) {
        return new ExactGallery(space, passes, nanosMost, safety);
    }

    public static int secretBytes(int dimensions) {
        return Rotation.bytes(Shape.of(dimensions, false).size());
    }

    /** Bytes that one of these galleries takes, without its faces' rows. */
    public static long bytesBesideRows(Gallery gallery) {
        return ((ExactGallery) gallery).bytesBesideRows();
    }

    /** For measurements: does with a face what inserting it into that gallery does before it is written anywhere. */
    public static Consumer<FaceVector> encoder(Gallery gallery) {
        Space space = ((ExactGallery) gallery).space();
        Template template = new Template(space.shape());
        return face -> {
            space.encode(face.expose(), template);
            template.clear();
        };
    }

    /** For measurements: searches run on so many cores from now on. Searches that are under way are waited for. */
    public void cores(int cores) {
        passes.cores(cores);
    }

    /** The names of the kernels that can run here. */
    public static List<String> kernels() {
        return KernelChoice.available().stream().map(Kernel::name).toList();
    }

    /** The name of the kernel that runs now. */
    public String kernel() {
        return kernels.get().name();
    }

    /** The name of the kernel by which the latest pass was made; empty before the first. */
    public Optional<String> ran() {
        return passes.ran().map(Kernel::name);
    }

    /** Returns when the fastest kernel is known, which takes some seconds from the start on. */
    public void awaitChoice() throws InterruptedException {
        if (kernels instanceof KernelChoice choice) {
            choice.await();
        }
    }
}
