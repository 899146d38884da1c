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

    /** A fresh directory for what need not outlive the tests, in the module's {@code target} where there is one. */
    public static Path scratch(String what) {
        var target = Path.of("target").toAbsolutePath();
        var prefix = "mien-test-" + what + "-";
        try {
            return Files.isDirectory(target)
                    ? Files.createTempDirectory(target, prefix)
                    : Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
