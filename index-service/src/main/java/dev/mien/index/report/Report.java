package dev.mien.index.report;

import dev.mien.index.face.FaceEngines;
import dev.mien.index.intake.Bounds;
import dev.mien.index.profile.Installed;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.ProfileException;
import dev.mien.index.profile.ProfileReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ./mien report accuracy|liveness}. Exit codes: 0 written, 1 not, and the reason is told. */
public final class Report {
    /** The FPIR of a new application's policy. */
    private static final double FPIR = 1e-3;

    private final Wish wish;
    private final PrintStream out;

    private Report(Wish wish, PrintStream out) {
        this.wish = wish;
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream errors, String... arguments) {
        try {
            Report report = new Report(Wish.of(arguments), out);
            out.println("Written to " + report.write());
            return 0;
        } catch (ReportException | ProfileException wrong) {
            errors.println(wrong.getMessage());
        } catch (Exception failed) {
            errors.println("The report failed: " + failed);
        }
        return 1;
    }

    private Path write() throws Exception {
        return switch (wish.kind()) {
            case Wish.ACCURACY -> accuracy(People.in(wish.photos().getFirst()));
            default -> liveness(Presentations.in(wish.photos()));
        };
    }

    private Path accuracy(People people) throws Exception {
        AccuracyPage page = new AccuracyPage(people, FPIR);
        for (ModelProfile profile : profiles()) {
            out.println("looking at " + people.photos().size() + " photos by " + profile.name() + " …");
            try (FaceEngines engines = engines(profile);
                    Seen seen = Seen.of(people, engines.named(profile.name()).orElseThrow())) {
                Verification verification = Verification.of(seen.persons(), seen::score, profile.calibration());
                Identification identification =
                        Identification.of(seen.persons(), seen::score, profile.calibration(), FPIR);
                String picture = "accuracy-" + profile.name() + ".svg";
                write(picture, Distribution.of(profile.name(), verification));
                page.add(profile, seen, verification, identification, picture);
            }
        }
        return write("accuracy.md", page.text());
    }

    private Path liveness(Presentations presentations) throws Exception {
        LivenessPage page = new LivenessPage(presentations);
        for (ModelProfile profile : profiles()) {
            out.println("looking at " + presentations.all().size() + " photos by " + profile.name() + " …");
            try (FaceEngines engines = engines(profile)) {
                page.add(
                        profile.name(),
                        PassiveGuard.of(
                                presentations, engines.named(profile.name()).orElseThrow()));
            }
        }
        return write("liveness.md", page.text());
    }

    private List<ModelProfile> profiles() {
        List<String> names = wish.profiles().isEmpty() ? Installed.names(wish.models()) : wish.profiles();
        ProfileReader reader = new ProfileReader();
        return names.stream().map(name -> reader.read(wish.models(), name)).toList();
    }

    private static FaceEngines engines(ModelProfile profile) {
        return new FaceEngines(List.of(profile), 1, Bounds.FRAMES_MAX);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(Files.createDirectories(wish.into()).resolve(name), text);
        } catch (IOException refused) {
            throw new ReportException(wish.into() + " cannot be written to; --out names another folder.", refused);
        }
    }
}
