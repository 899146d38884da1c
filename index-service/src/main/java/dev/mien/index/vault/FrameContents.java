package dev.mien.index.vault;

import dev.mien.platform.crypto.SecretBytes;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What a sealed frame says, to whoever can open it: a probe of an engine that makes its vectors elsewhere, so that
 * nothing can be sealed but the picture. Made to be stored, never to recognize anybody. Zeroed on close.
 *
 * @param jti the request context that it was made under: it can be stored once, and only there
 * @param picture JPEG or PNG
 */
public record FrameContents(UUID jti, Instant expiresAt, SecretBytes picture) implements AutoCloseable {
    public FrameContents {
        Objects.requireNonNull(jti, "jti");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(picture, "picture");
    }

    @Override
    public void close() {
        picture.close();
    }
}
