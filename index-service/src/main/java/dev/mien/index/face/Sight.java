package dev.mien.index.face;

import dev.mien.index.embed.Embedding;
import dev.mien.index.liveness.Signs;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One face in one frame, as far as it can be compared with the same face in others. Closing overwrites it.
 *
 * @param signs of movement, where the active check is asked for
 * @param live how alive the frame looks, 0 to 1, where the passive check is asked for
 */
record Sight(Embedding embedding, Optional<Signs> signs, OptionalDouble live) implements AutoCloseable {
    Sight {
        Objects.requireNonNull(embedding, "embedding");
        Objects.requireNonNull(signs, "signs");
        Objects.requireNonNull(live, "live");
    }

    @Override
    public void close() {
        embedding.close();
        signs.ifPresent(Signs::close);
    }
}
