package dev.mien.testing.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Places that tests use. */
public final class TestHome {
    private TestHome() {}

    /** Where Mien keeps what is worth keeping between runs: {@code MIEN_HOME}, or {@code .mien} in the user's home. */
    public static Path mienHome() {
        var configured = System.getenv("MIEN_HOME");
        return configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".mien")
                : Path.of(configured);
    }

    /** A fresh directory for the data of one process; its guard removes it. */
    public static Path scratch(String what) {
        try {
            return Files.createTempDirectory("mien-test-" + what + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
