package dev.mien.index.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param kind {@code accuracy} or {@code liveness}
 * @param photos folders of photos, one at least
 * @param profiles their names; empty: all that are installed
 * @param into the folder that the report is written to
 */
record Wish(String kind, Path models, List<Path> photos, List<String> profiles, Path into) {
    static final String ACCURACY = "accuracy";
    static final String LIVENESS = "liveness";
    private static final String USAGE =
            "report takes accuracy or liveness, then --photos DIR, and may take --profile NAME and --out FOLDER.";

    /** @throws ReportException saying what is missing */
    static Wish of(String... arguments) {
        if (arguments.length == 0 || !(arguments[0].equals(ACCURACY) || arguments[0].equals(LIVENESS))) {
            throw new ReportException(USAGE);
        }
        List<Path> photos = new ArrayList<>();
        List<String> profiles = new ArrayList<>();
        Path models = null;
        Path into = null;
        for (int i = 1; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || arguments[i + 1].isBlank()) {
                throw new ReportException(arguments[i] + " needs a value. " + USAGE);
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--photos" -> photos.add(Path.of(value));
                case "--profile" -> profiles.add(value);
                case "--models" -> models = Path.of(value);
                case "--out" -> into = Path.of(value);
                default -> throw new ReportException("There is no option " + arguments[i] + ". " + USAGE);
            }
        }
        if (photos.isEmpty() || models == null || into == null) {
            throw new ReportException("--photos is missing: the folder with photos and labels. " + USAGE);
        }
        if (arguments[0].equals(ACCURACY) && photos.size() > 1) {
            throw new ReportException("accuracy takes one folder: people of two may be the same, and nobody says so.");
        }
        return new Wish(arguments[0], models, List.copyOf(photos), List.copyOf(profiles), into);
    }
}
