package dev.mien.index.face;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Settings of seeing faces. */
@ConfigMapping(prefix = "mien.models")
public interface FaceSettings {
    /** Where the model tool installs profiles: each in a folder of its name. */
    Path directory();

    /** The profiles that are loaded; all that are installed when not set. */
    Optional<List<String>> profiles();

    /** Profiles whose cards (licences, commercial use, training data) were read; in production no other is loaded. */
    Optional<Set<String>> acknowledged();

    /** Frames that are analysed at once; as many as there are processors when not set. */
    OptionalInt workers();

    /** Frames that may wait for a worker; beyond them the answer is 503 with Retry-After. */
    @WithDefault("64")
    int waiting();
}
