package dev.mien.index.vault;

import dev.mien.platform.crypto.Aead;
import dev.mien.platform.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The opened keys of one application: seals and opens its templates, and hashes its rows. Thread safe. Zeroed
 * on close, which waits for whoever is at work with them; losing them loses nothing, since they can be unwrapped again.
 */
public final class ApplicationKeys implements AutoCloseable {
    private static final String TEMPLATE = "mien/index/template/v1";
    private static final String OCCASIONS = "mien/index/occasions/v1";
    private static final String TEMPLATE_KEY = "mien/index/template-key/v1";

    private final Map<Integer, SecretBytes> wrapping;
    private int epoch;
    private final ChecksumKey checksum;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    /** @param wrapping the key that wraps templates' keys, by epoch; the highest epoch is the current one */
    ApplicationKeys(Map<Integer, SecretBytes> wrapping, SecretBytes checksum) {
        this.wrapping = new HashMap<>(wrapping);
        this.epoch = Collections.max(wrapping.keySet());
        this.checksum = new ChecksumKey(checksum);
    }

    /**
     * Takes over the keys of a later generation: those of new epochs are there from now on, those of epochs that are
     * over are zeroed. {@code later} is closed.
     */
    void become(ApplicationKeys later) {
        use.writeLock().lock();
        try {
            // One that was forgotten meanwhile stays so.
            if (!closed) {
                wrapping.entrySet().removeIf(mine -> {
                    boolean over = !later.wrapping.containsKey(mine.getKey());
                    if (over) {
                        mine.getValue().close();
                    }
                    return over;
                });
                later.wrapping
                        .entrySet()
                        .removeIf(theirs -> wrapping.putIfAbsent(theirs.getKey(), theirs.getValue()) == null);
                epoch = Collections.max(wrapping.keySet());
            }
        } finally {
            use.writeLock().unlock();
        }
        later.close();
    }

    /**
     * Seals a vector under a fresh key of its own.
     *
     * @throws IllegalStateException when closed, as all of these
     */
    public SealedTemplate seal(TemplatePlace place, FaceVector vector) {
        return using(() -> sealed(place, vector));
    }

    private SealedTemplate sealed(TemplatePlace place, FaceVector vector) {
        try (SecretBytes own = Randomness.key()) {
            return sealed(place, vector, own);
        }
    }

    private SealedTemplate sealed(TemplatePlace place, FaceVector vector, SecretBytes own) {
        try (SecretBytes secret = SecretBytes.owning(new byte[vector.dimensions() * Float.BYTES])) {
            vector.write(ByteBuffer.wrap(secret.expose()));
            return new SealedTemplate(
                    Aead.seal(own, secret.expose(), place.bind(TEMPLATE)),
                    Aead.seal(wrapping.get(epoch), own.expose(), place.bind(TEMPLATE_KEY)),
                    epoch);
        }
    }

    /** Seals the mean of some occasions, and the occasions, under one fresh key of their own. */
    public GrownTemplate seal(TemplatePlace place, Occasions occasions) {
        return using(() -> {
            try (FaceVector mean = occasions.mean();
                    SecretBytes secret = SecretBytes.owning(occasions.write());
                    SecretBytes own = Randomness.key()) {
                return new GrownTemplate(
                        sealed(place, mean, own), Aead.seal(own, secret.expose(), place.bind(OCCASIONS)));
            }
        });
    }

    /**
     * @param grown with occasions
     * @return empty for the reasons of {@link #open}, or when the occasions are not those of this very template
     */
    public Optional<Occasions> occasions(TemplatePlace place, GrownTemplate grown) {
        return using(() -> own(place, grown.template()).flatMap(own -> {
            try (own) {
                Optional<FaceVector> template = Aead.open(own, grown.template().sealed(), place.bind(TEMPLATE))
                        .map(ApplicationKeys::vector);
                return template.flatMap(vector -> {
                    try (vector) {
                        return Aead.open(own, grown.occasions(), place.bind(OCCASIONS))
                                .flatMap(plain -> occasions(plain, vector.dimensions()));
                    }
                });
            }
        }));
    }

    private static Optional<Occasions> occasions(SecretBytes plain, int dimensions) {
        try (plain) {
            return Occasions.read(ByteBuffer.wrap(plain.expose()), dimensions);
        }
    }

    /** @return empty when it was altered, belongs to another place, or its epoch's key has been destroyed */
    public Optional<FaceVector> open(TemplatePlace place, SealedTemplate template) {
        return using(() -> opened(place, template));
    }

    private Optional<FaceVector> opened(TemplatePlace place, SealedTemplate template) {
        return own(place, template).flatMap(own -> {
            try (own) {
                return Aead.open(own, template.sealed(), place.bind(TEMPLATE)).map(ApplicationKeys::vector);
            }
        });
    }

    /** The epoch that seals. */
    public int epoch() {
        return using(() -> epoch);
    }

    /**
     * Wraps a template's own key by the key of another epoch. What is sealed under it stays as it is.
     *
     * @param to the epoch that the caller writes down: not simply the current one, which may be another by now
     * @return empty when the key was altered, belongs to another place, or an epoch's key has been destroyed
     */
    public Optional<byte[]> wrapAnew(TemplatePlace place, byte[] wrappedKey, int from, int to) {
        return using(() -> {
            SecretBytes before = wrapping.get(from);
            SecretBytes after = wrapping.get(to);
            if (before == null || after == null) {
                return Optional.empty();
            }
            byte[] bound = place.bind(TEMPLATE_KEY);
            return Aead.open(before, wrappedKey, bound).map(own -> {
                try (own) {
                    return Aead.seal(after, own.expose(), bound);
                }
            });
        });
    }

    private Optional<SecretBytes> own(TemplatePlace place, SealedTemplate template) {
        SecretBytes key = wrapping.get(template.epoch());
        return key == null ? Optional.empty() : Aead.open(key, template.wrappedKey(), place.bind(TEMPLATE_KEY));
    }

    /**
     * The keyed hash of a row's contents. Sums of these hashes tell whether two holders have the same rows, in whatever
     * order they got them.
     */
    public long hash(RowContents row) {
        return using(() -> checksum.hash(row));
    }

    /**
     * Secret bytes by which this application's templates are rotated in memory: always the same ones, so that every
     * replica gives the same scores, and known to nobody, so that nobody can make a face that its sketch misjudges. The
     * caller's to overwrite.
     */
    public byte[] rotation(int bytes) {
        return using(() -> checksum.rotation(bytes));
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            closed = true;
            wrapping.values().forEach(SecretBytes::close);
            checksum.close();
        } finally {
            use.writeLock().unlock();
        }
    }

    /** Zeroed keys would still seal and hash: what they made could be read by anybody. */
    private <T> T using(Supplier<T> work) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the keys of this application have been forgotten");
            }
            return work.get();
        } finally {
            use.readLock().unlock();
        }
    }

    private static FaceVector vector(SecretBytes plain) {
        try (plain) {
            return FaceVector.read(ByteBuffer.wrap(plain.expose()));
        }
    }

    @Override
    public String toString() {
        return "ApplicationKeys[REDACTED]";
    }
}
