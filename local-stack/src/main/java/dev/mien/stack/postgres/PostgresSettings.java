package dev.mien.stack.postgres;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a cluster lives and how it is reached.
 *
 * @param name of its process, for messages
 * @param data the data directory; made by the first start, refused when somebody else's
 * @param port on 127.0.0.1
 * @param superuserPassword of {@value PostgresCluster#SUPERUSER}, set by the first start
 * @param log gets what the server says
 * @param scratch for tests: nothing is forced to the disk, and this directory is removed when the server has ended
 */
public record PostgresSettings(
        String name, Path data, int port, String superuserPassword, Path log, Optional<Path> scratch) {
    public PostgresSettings {
        requireNonNull(name);
        data = data.toAbsolutePath().normalize();
        requireNonNull(superuserPassword);
        requireNonNull(log);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** Says everything but the password. */
    @Override
    public String toString() {
        return "PostgresSettings[" + name + ", " + data + ", " + port + "]";
    }
}
