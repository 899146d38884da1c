package dev.mien.models.install;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A scratch folder beside the finished files, for one process at a time. A file that is finished moves into its place
 * in one step, so nobody ever sees half of one; what a killed process left here, the next one removes.
 */
final class Workshop implements AutoCloseable {

    private static final String LOCK = ".lock";
    private static final String SCRATCH = ".incoming";

    private final FileChannel lock;
    private final Path scratch;
    private int number;

    private Workshop(FileChannel lock, Path scratch) {
        this.lock = lock;
        this.scratch = scratch;
    }

    /** Waits while another process installs into the same folder. */
    static Workshop open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            Workshop workshop = new Workshop(channel, folder.resolve(SCRATCH));
            workshop.clear();
            return workshop;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** A new, empty folder. */
    Path folder() throws IOException {
        return Files.createDirectories(scratch.resolve("part-" + number++));
    }

    /** Writes a file into its place: the old one or the new one is there at any moment, also after a power cut. */
    void put(Path place, byte[] content) throws IOException {
        Path part = folder().resolve(place.getFileName());
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.createDirectories(place.getParent());
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            clear();
        }
    }

    private void clear() throws IOException {
        if (!Files.exists(scratch)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(scratch)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
