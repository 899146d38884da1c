package dev.mien.index.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV beside the photos: in the first column a file, in the second what is known of it. Further columns are for
 * people.
 */
final class Labels {
    private static final int FILES_MAX = 1_000_000;

    private Labels() {}

    /**
     * @return its absolute path
     * @throws ReportException when there is no such folder
     */
    static Path folder(Path photos) {
        if (!Files.isDirectory(photos)) {
            throw new ReportException(
                    "There is no folder " + photos + "; --photos names the one with the photos and their labels.");
        }
        return photos.toAbsolutePath().normalize();
    }

    /**
     * @param folder as {@link #folder} gives it
     * @param second the heading of the second column
     * @return labels by file, in the order of the lines
     * @throws ReportException saying which line is wrong
     */
    static Map<Path, String> read(Path folder, String name, String second) {
        Path file = folder.resolve(name);
        List<String> lines = lines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().startsWith("file," + second)) {
            throw new ReportException(file + " must begin with the line \"file," + second + "\".");
        }
        Map<Path, String> labels = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            List<String> fields = new ArrayList<>(List.of(lines.get(i).split(",", -1)));
            if (fields.size() < 2 || fields.get(0).isBlank() || fields.get(1).isBlank()) {
                throw new ReportException(file + ", line " + (i + 1) + ": a file and its " + second + " are needed.");
            }
            Path photo = folder.resolve(fields.get(0).strip()).normalize();
            if (!photo.startsWith(folder) || !Files.isRegularFile(photo)) {
                throw new ReportException(
                        file + ", line " + (i + 1) + ": there is no file " + fields.get(0) + " in " + folder + ".");
            }
            if (labels.put(photo, fields.get(1).strip()) != null) {
                throw new ReportException(file + ", line " + (i + 1) + ": " + fields.get(0) + " stands there twice.");
            }
        }
        return labels;
    }

    private static List<String> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > FILES_MAX) {
                throw new ReportException(file + " has more than " + FILES_MAX + " lines.");
            }
            return lines;
        } catch (IOException unreadable) {
            throw new ReportException(file + " cannot be read as UTF-8 text.", unreadable);
        }
    }
}
