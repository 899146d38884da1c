package dev.mien.index.gallery;

import dev.mien.index.vault.ApplicationKeys;

/** Makes galleries. Those of one application and profile give the same scores, on every replica. */
@FunctionalInterface
public interface Galleries {
    /** @param keys of the application whose faces it will hold */
    Gallery make(String profile, int dimensions, ApplicationKeys keys);
}
