package dev.mien.platform.crypto;

import java.util.ArrayList;
import java.util.List;

/**
 * Secrets that come one after the other and are handed on together: closed with this, and so zeroed, unless the last of
 * them came as well. Not thread safe.
 */
public final class Held implements AutoCloseable {
    private final List<AutoCloseable> secrets = new ArrayList<>();

    /** @return {@code secret}, which is this one's to close until {@link #handOn} */
    public <T extends AutoCloseable> T hold(T secret) {
        secrets.add(secret);
        return secret;
    }

    /** They are all there, and somebody else's to close. */
    public void handOn() {
        secrets.clear();
    }

    /** Closes every one of them, whatever becomes of the others. */
    @Override
    public void close() {
        IllegalStateException failure = null;
        for (AutoCloseable secret : secrets) {
            try {
                secret.close();
            } catch (Exception e) {
                failure = new IllegalStateException("a secret could not be overwritten", e);
            }
        }
        secrets.clear();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public String toString() {
        return "Held[" + secrets.size() + "]";
    }
}
