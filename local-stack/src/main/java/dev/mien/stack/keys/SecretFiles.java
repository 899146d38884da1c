package dev.mien.stack.keys;

import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** Files that are written once, readable by their owner alone (mode 0600, in a directory of mode 0700). */
public final class SecretFiles {
    /** One for all of the process: several of these look after one directory, and no two processes do. */
    private static final Object MAKING = new Object();

    private final Path directory;

    public SecretFiles(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.directory);
            Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new StackFailure(this.directory + " cannot be made private: " + e.getMessage(), e);
        }
    }

    /**
     * The file of that name; made with what the supplier gives when it is absent. Services that start beside each other
     * ask for the same ones: whoever comes second waits for the first one's, and never has one of its own.
     */
    public Path file(String name, Supplier<String> content) {
        var file = directory.resolve(name);
        synchronized (MAKING) {
            if (!Files.exists(file)) {
                write(file, content.get());
            }
        }
        return file;
    }

    /** Replaces the file's content, for what can be derived again. */
    public Path replace(String name, String content) {
        var file = directory.resolve(name);
        write(file, content);
        return file;
    }

    /** What the file of that name says; made with what the supplier gives when it is absent. */
    public Secret secret(String name, Supplier<Secret> fresh) {
        return read(file(name, () -> fresh.get().reveal()));
    }

    /** Reads a secret's file. */
    public static Secret read(Path file) {
        try {
            return new Secret(Files.readString(file).strip());
        } catch (IOException e) {
            throw new StackFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whole or not at all: an interrupted first start leaves no half key. */
    private void write(Path file, String content) {
        try {
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var fresh = Files.createTempFile(directory, "new-", ".tmp", owner);
            Files.writeString(fresh, content + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackFailure(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
