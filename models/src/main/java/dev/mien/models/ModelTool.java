package dev.mien.models;

import dev.mien.models.fetch.Download;
import dev.mien.models.fetch.NpmClient;
import dev.mien.models.fetch.Unavailable;
import dev.mien.models.fetch.Upstream;
import dev.mien.models.install.Installation;
import dev.mien.models.install.Installation.Found;
import dev.mien.models.install.Installation.State;
import dev.mien.models.install.Installer;
import dev.mien.models.profile.InvalidProfile;
import dev.mien.models.profile.Profile;
import dev.mien.models.profile.Profiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Obtains the model files of a profile.
 *
 * <p>Exit codes: 0 done; 1 not possible, with the reason and what to do on the error stream; 2 not understood.
 */
public final class ModelTool {

    private static final String USAGE = """
            Usage: models COMMAND
              list                                 the profiles there are
              pull PROFILE [--into DIR] [--force]  obtain what is missing of a profile; --force: everything again
              verify PROFILE [--into DIR]          say which files are there and right
            DIR is where MIEN_HOME says, or .mien in the home directory, and there the folder models.\
            """;

    private static final int DONE = 0;
    private static final int IMPOSSIBLE = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    ModelTool(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(new ModelTool(System.getenv(), System.out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        Optional<Request> request = Request.parse(arguments);
        if (request.isEmpty()) {
            err.println(USAGE);
            return NOT_UNDERSTOOD;
        }
        try {
            return switch (request.get()) {
                case Request.ListProfiles _ -> list();
                case Request.Pull pull -> pull(pull);
                case Request.Verify verify -> verify(verify);
            };
        } catch (Unavailable | InvalidProfile reason) {
            err.println(reason.getMessage());
        } catch (IOException broken) {
            err.println("A file could not be read or written: " + broken.getMessage());
        }
        return IMPOSSIBLE;
    }

    private int list() {
        for (String name : Profiles.names()) {
            out.printf("%s: %s%n", name, profile(name).title());
        }
        return DONE;
    }

    private int pull(Request.Pull pull) throws Unavailable, IOException {
        long started = System.nanoTime();
        Profile profile = profile(pull.profile());
        Path folder = pull.into().orElseGet(this::home);
        Upstream upstream = new Upstream(
                Optional.ofNullable(environment.get(Upstream.MIRROR)).map(Path::of),
                new NpmClient("npm"),
                new Download(),
                out::println);
        Installer installer = new Installer(upstream, out::println);
        int written = 0;
        for (Profile each : withBorrowed(profile)) {
            written += installer.complete(each, new Installation(each, folder), pull.force());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        out.printf(
                "%s: %s in %s (%d ms)%n",
                profile.name(), written == 0 ? "complete" : written + " files installed", folder, took.toMillis());
        return DONE;
    }

    private int verify(Request.Verify verify) throws IOException {
        Profile profile = profile(verify.profile());
        Path folder = verify.into().orElseGet(this::home);
        List<Found> files = new ArrayList<>();
        for (Profile each : withBorrowed(profile)) {
            files.addAll(new Installation(each, folder).look());
        }
        for (Found file : files) {
            out.printf(
                    "%s %s%n",
                    switch (file.state()) {
                        case RIGHT -> "right  ";
                        case MISSING -> "missing";
                        case WRONG -> "WRONG  ";
                    },
                    file.path());
        }
        if (files.stream().allMatch(file -> file.state() == State.RIGHT)) {
            return DONE;
        }
        err.printf("Not all files are there and right; 'pull %s' obtains them.%n", profile.name());
        return IMPOSSIBLE;
    }

    /** Those that it borrows from, before it: where a profile lies, all that it needs lies. */
    private static List<Profile> withBorrowed(Profile profile) {
        List<Profile> all = new ArrayList<>();
        profile.borrowed().stream().sorted().map(ModelTool::profile).forEach(all::add);
        all.add(profile);
        return all;
    }

    private static Profile profile(String name) {
        return Profiles.named(name)
                .orElseThrow(() -> new InvalidProfile(
                        "There is no profile %s; there are: %s".formatted(name, String.join(", ", Profiles.names()))));
    }

    private Path home() {
        String home = environment.get("MIEN_HOME");
        Path base = home == null ? Path.of(System.getProperty("user.home"), ".mien") : Path.of(home);
        return base.resolve("models");
    }
}
