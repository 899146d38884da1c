package dev.mien.stack.layout;

import java.nio.file.Path;

/**
 * Where one stack keeps everything: {@code MIEN_HOME}, or {@code .mien} in the user's home.
 *
 * @param root absolute
 */
public record Home(Path root) {
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** From {@code MIEN_HOME}'s value, which may be absent. */
    public static Home of(String configured) {
        return configured == null || configured.isBlank()
                ? new Home(Path.of(System.getProperty("user.home"), ".mien"))
                : new Home(Path.of(configured));
    }

    /** Secrets. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** A part's data, which outlives it. */
    public Path data(Part part) {
        return root.resolve("data").resolve(part.label());
    }

    /** What a process says, by its name. */
    public Path log(String process) {
        return root.resolve("logs").resolve(process + ".log");
    }

    /** Process ids, generated settings, and the lock: nothing that outlives a run. */
    public Path run() {
        return root.resolve("run");
    }

    /** The launcher's process id. */
    public Path launcherPid() {
        return run().resolve("launcher.pid");
    }

    /** The base port of the running stack. */
    public Path basePort() {
        return run().resolve("base-port");
    }

    /** Exists while everything is ready. */
    public Path readyMarker() {
        return run().resolve("ready");
    }

    /** A process' own temporary directory. */
    public Path temporary(String process) {
        return root.resolve("tmp").resolve(process);
    }

    /** Unpacked programs; may be deleted while nothing runs. */
    public Path cache() {
        return root.resolve("cache");
    }

    /** Installed model profiles. */
    public Path models() {
        return root.resolve("models");
    }
}
