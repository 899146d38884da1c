package dev.mien.models.standard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of upstream files and reference conversions, which is on some machines only: beside the repository, or
 * where it is named.
 */
public final class SharedModels {

    static final String PROPERTY = "mien.shared.models";
    static final String ENVIRONMENT = "MIEN_SHARED_MODELS";

    private SharedModels() {}

    public static Optional<Path> folder() {
        String named = System.getProperty(PROPERTY, System.getenv(ENVIRONMENT));
        Path folder = named == null
                ? Path.of("")
                        .toAbsolutePath()
                        .getParent()
                        .resolveSibling("shared")
                        .resolve("models")
                : Path.of(named);
        return Optional.of(folder).filter(Files::isDirectory);
    }

    public static String absence() {
        return "shared/models is not on this machine, so the conversions were not compared with the reference; -D"
                + PROPERTY + " or " + ENVIRONMENT + " names its folder";
    }
}
