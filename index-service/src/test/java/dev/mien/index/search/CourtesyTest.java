package dev.mien.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.index.bench.DrawnFaces;
import dev.mien.index.gallery.Query;
import dev.mien.index.vault.FaceVector;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writers beside searches. */
class CourtesyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DrawnFaces faces = DrawnFaces.of(256, 1);
    private final float[] ada = faces.face();
    private final AtomicBoolean rested = new AtomicBoolean();

    // Fails when a gallery's writer goes on while a search has the only core, or looks at something else than that.
    @Test
    void aWriterRestsWhileASearchHasEveryCore() {
        ExactGallery[] gallery = new ExactGallery[1];
        Kernel kernel = meanwhile(() -> writeUntilRested(gallery[0]));
        gallery[0] = Galleries.engine(kernel, 1).gallery(Galleries.space(256, null, 1));
        Galleries.insert(gallery[0], 1, ada);

        try (FaceVector vector = FaceVector.owning(ada.clone());
                Query query = Query.of(vector)) {
            gallery[0].search(query, .5, 5);
        }

        assertThat(rested).isTrue();
    }

    // Fails when a writer rests for nobody, which would make a start three times as long; or after each write.
    @Test
    void onlyEverySoManyWritesAndOnlyForSomebody() {
        assertThat(rests(new Courtesy(() -> false))).isZero();
        assertThat(rests(new Courtesy(() -> true))).isEqualTo(10);
    }

    private static long rests(Courtesy courtesy) {
        return IntStream.range(0, 160).filter(write -> courtesy.written()).count();
    }

    private void writeUntilRested(ExactGallery gallery) {
        AtomicBoolean enough = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            while (!enough.get()) {
                Galleries.insert(gallery, 2, ada);
                gallery.erase(2);
            }
        });
        try {
            await().atMost(PATIENCE).until(() -> LockSupport.getBlocker(writer) instanceof Courtesy);
            rested.set(true);
        } finally {
            enough.set(true);
        }
    }

    /** One that lets something happen in its first call. */
    private static Kernel meanwhile(Runnable once) {
        Kernel rest = new ScalarKernel();
        AtomicBoolean first = new AtomicBoolean(true);
        return (Kernel) Proxy.newProxyInstance(
                Kernel.class.getClassLoader(), new Class<?>[] {Kernel.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("name") && first.getAndSet(false)) {
                        once.run();
                    }
                    return method.invoke(rest, arguments);
                });
    }
}
