package dev.mien.stack.postgres;

import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The directory of a cluster: made once, and only ever used when we made it. */
final class DataDirectory {
    /** Stands in every data directory that was made here. */
    static final String MARKER = "mien-cluster";

    private final PostgresSettings settings;
    private final PostgresBinaries binaries;

    DataDirectory(PostgresSettings settings, PostgresBinaries binaries) {
        this.settings = settings;
        this.binaries = binaries;
    }

    /** Makes the cluster where there is none; refuses one of another origin or another major version. */
    void prepare() {
        var data = settings.data();
        try {
            if (!Files.exists(data) || isEmpty(data)) {
                initialize();
                return;
            }
            if (!Files.exists(data.resolve(MARKER))) {
                throw new StackFailure(data + " holds data that Mien did not make, so it is left alone:"
                        + " choose another place with MIEN_HOME.");
            }
            var major = Files.readString(data.resolve("PG_VERSION")).strip();
            if (!major.equals(PostgresBinaries.MAJOR)) {
                throw new StackFailure(data + " was made by PostgreSQL " + major + ", but this is "
                        + PostgresBinaries.MAJOR + ": dump it with the old version, or choose another MIEN_HOME.");
            }
            dropStalePid();
        } catch (IOException e) {
            throw new StackFailure(data + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** In a directory beside it first, so that an interrupted first start leaves nothing half made. */
    private void initialize() throws IOException {
        var data = settings.data();
        Files.createDirectories(data.getParent());
        var fresh = Files.createTempDirectory(data.getParent(), "initdb-");
        var password = Files.createTempFile(data.getParent(), "initdb-", ".pw");
        try {
            Files.writeString(password, settings.superuserPassword() + "\n");
            run(initdb(fresh, password));
            Files.writeString(fresh.resolve(MARKER), "made by Mien's local stack\n");
            Files.deleteIfExists(data);
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(password);
            PostgresBinaries.deleteTree(fresh);
        }
    }

    private List<String> initdb(Path target, Path password) {
        var line = new ArrayList<String>(List.of(binaries.program("initdb"), "-D", target.toString()));
        line.addAll(List.of("-U", PostgresCluster.SUPERUSER, "--pwfile=" + password, "--auth=scram-sha-256"));
        line.addAll(List.of("--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        if (settings.scratch().isPresent()) {
            line.add("--no-sync");
        }
        return line;
    }

    private void run(List<String> line) throws IOException {
        Files.createDirectories(settings.log().toAbsolutePath().getParent());
        var process = new ProcessBuilder(UnprivilegedUser.line(line))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new StackFailure("PostgreSQL's data directory could not be made.\n"
                        + dev.mien.stack.supervise.LogTail.of(settings.log()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }

    /**
     * After a crash, the id in {@code postmaster.pid} may belong to anybody: PostgreSQL would then refuse to start. It
     * is dropped when that process is no PostgreSQL.
     */
    private void dropStalePid() throws IOException {
        var file = settings.data().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var pid =
                Files.readAllLines(file).stream().findFirst().map(String::strip).orElse("");
        var command = pid.matches("\\d{1,10}")
                ? ProcessHandle.of(Long.parseLong(pid))
                        .flatMap(p -> p.info().command())
                        .orElse("")
                : "";
        if (!command.contains("postgres")) {
            Files.delete(file);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }
}
