package dev.mien.stack.postgres;

import dev.mien.stack.supervise.StackFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once into a directory.
 *
 * @param bin where {@code postgres} and {@code initdb} are
 */
public record PostgresBinaries(Path bin) {
    /** Part of the directory's name: another version in the jar is unpacked beside this one. */
    static final String MAJOR = "18";

    private static final String VERSION = "18.6";

    /**
     * Unpacks what fits this machine, unless that was done before. Two processes at once are no harm: each unpacks for
     * itself and the first rename wins.
     */
    public static PostgresBinaries unpackedIn(Path cache) {
        var archive = "postgres-" + system() + "-" + architecture() + ".txz";
        var home = cache.toAbsolutePath().resolve("postgres-" + VERSION + "-" + architecture());
        try {
            if (!Files.isDirectory(home)) {
                Files.createDirectories(cache);
                unpack(archive, home);
            }
            return new PostgresBinaries(home.resolve("bin"));
        } catch (IOException e) {
            throw new StackFailure("PostgreSQL could not be unpacked into " + home + ": " + e.getMessage(), e);
        }
    }

    String program(String name) {
        return bin.resolve(name).toString();
    }

    private static void unpack(String archive, Path home) throws IOException {
        var fresh = Files.createTempDirectory(home.getParent(), "unpacking-");
        try (var raw = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (raw == null) {
                throw new StackFailure("There is no PostgreSQL for this machine (" + archive
                        + "): Linux on amd64 or arm64, or macOS on arm64, is needed.");
            }
            extract(raw, fresh);
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException _) {
            // Another process was faster; its copy is as good.
        } finally {
            deleteTree(fresh);
        }
    }

    private static void extract(InputStream raw, Path into) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("an entry leads out of the archive: " + entry.getName());
                }
                write(tar, entry, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            throw new IOException("a hard link was not expected: " + entry.getName());
        } else {
            Files.copy(tar, target);
            if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true)) {
                throw new IOException(target + " could not be made executable");
            }
        }
    }

    /** Removes a directory and all in it; absent is fine. */
    static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
    }
}
