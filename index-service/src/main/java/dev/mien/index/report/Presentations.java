package dev.mien.index.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Photos of which it is known whether they show somebody in the flesh. By {@code liveness.csv} beside them ({@code
 * file,kind}: {@code live}, or what kind of attack), else by {@code people.csv}, whose people are all alive, else by
 * the names of MiniVision's samples: {@code image_T…} is alive, {@code image_F…} is not.
 */
record Presentations(List<Presentation> all) {
    static final String LIVE = "live";
    private static final String FILE = "liveness.csv";
    private static final String SPOOF = "spoof";

    record Presentation(Path file, String kind) {
        boolean live() {
            return kind.equals(LIVE);
        }
    }

    Presentations {
        all = List.copyOf(all);
    }

    /** @throws ReportException when a folder is missing, or nothing says what its photos show */
    static Presentations in(List<Path> folders) {
        List<Presentation> all = new ArrayList<>();
        folders.forEach(folder -> all.addAll(in(Labels.folder(folder))));
        return new Presentations(all);
    }

    private static List<Presentation> in(Path folder) {
        if (Files.isRegularFile(folder.resolve(FILE))) {
            return labelled(Labels.read(folder, FILE, "kind"));
        }
        if (Files.isRegularFile(folder.resolve(People.FILE))) {
            return Labels.read(folder, People.FILE, "person").keySet().stream()
                    .map(file -> new Presentation(file, LIVE))
                    .toList();
        }
        List<Presentation> named = named(folder);
        if (named.isEmpty()) {
            throw new ReportException("Nothing says which photos in " + folder + " show somebody alive: write " + FILE
                    + " beside them, lines like \"ada.jpg,live\" and \"ada-printed.jpg,print\" under the line"
                    + " \"file,kind\"; or " + People.FILE + " where all of them do.");
        }
        return named;
    }

    private static List<Presentation> labelled(Map<Path, String> labels) {
        return labels.entrySet().stream()
                .map(entry -> new Presentation(entry.getKey(), entry.getValue().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static List<Presentation> named(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .<Presentation>mapMulti((file, into) -> {
                        String name = file.getFileName().toString();
                        if (name.startsWith("image_T")) {
                            into.accept(new Presentation(file, LIVE));
                        } else if (name.startsWith("image_F")) {
                            into.accept(new Presentation(file, SPOOF));
                        }
                    })
                    .toList();
        } catch (IOException unreadable) {
            throw new ReportException(folder + " cannot be read.", unreadable);
        }
    }
}
