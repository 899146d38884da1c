package dev.mien.index.vault;

import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.Purpose;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What a sealed probe says, to whoever can open it. Zeroed on close.
 *
 * @param jti the request context that it was made under: it can be stored once, and only there
 * @param searchedThrough what the search has seen; a store compares with everything after it
 * @param second the same face by another model profile, while people move; null: none
 * @param required the score from which it may join a template; 1 where it may join none
 */
public record ProbeContents(
        Purpose purpose,
        UUID jti,
        Instant expiresAt,
        HeadPosition searchedThrough,
        double required,
        String profile,
        FaceVector vector,
        Second second)
        implements AutoCloseable {
    public ProbeContents {
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(jti, "jti");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(searchedThrough, "searchedThrough");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(vector, "vector");
    }

    /**
     * The same face by another model profile. To enroll: it is stored as well. To move: by it the person was
     * recognized.
     *
     * @param required the score from which somebody else's template is too near; to move: from which the person's own is
     *     near enough
     */
    public record Second(String profile, double required, FaceVector vector) {
        public Second {
            Objects.requireNonNull(profile, "profile");
            Objects.requireNonNull(vector, "vector");
        }
    }

    /** By one model profile alone. */
    public ProbeContents(
            Purpose purpose,
            UUID jti,
            Instant expiresAt,
            HeadPosition searchedThrough,
            double required,
            String profile,
            FaceVector vector) {
        this(purpose, jti, expiresAt, searchedThrough, required, profile, vector, null);
    }

    @Override
    public void close() {
        vector.close();
        if (second != null) {
            second.vector().close();
        }
    }
}
