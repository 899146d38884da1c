package dev.mien.index.face;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Settings of seeing faces. */
@ConfigMapping(prefix = "mien.models")
public interface FaceSettings {
    /** Where the model tool installs profiles: each in a folder of its name. */
    Path directory();

    /** The profile that is loaded. */
    @WithDefault("standard")
    String profile();

    /** Frames that are analysed at once; as many as there are processors when not set. */
    OptionalInt workers();

    /** Frames that may wait for a worker; beyond them the answer is 503 with Retry-After. */
    @WithDefault("64")
    int waiting();
}
