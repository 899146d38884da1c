package dev.mien.benchmarks;

import dev.mien.stack.client.Answer;
import dev.mien.stack.client.Console;
import dev.mien.stack.client.Http;
import dev.mien.stack.client.Page;
import dev.mien.stack.client.SampleFace;
import dev.mien.stack.client.Unexpected;
import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.suite.Progress;
import dev.mien.stack.suite.Suite;
import dev.mien.stack.suite.SuiteConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an authentication costs, from the page's request to its answer through all services, beside what the decoder and
 * the models that it ran took of that: the rest is ours. One visitor at a time, warm, in a suite of its own, by each
 * installed profile. The applications have no liveness check, so that one photo can be sent as often as there are
 * frames: the networks of such a check would come on top.
 */
final class Authenticate {
    private static final String ORIGIN = "https://bench.example";
    private static final int RUNS = 150;
    /** Frames of a request: one and four are what a page has to send without a challenge and with one, twelve the most. */
    private static final int[] FRAMES = {1, 4, 8, 12};

    /**
     * Before the first: a method is compiled for good when it has run some thousand times, which a few hundred requests
     * in five processes do not bring about. So until three rounds in a row were not faster by a hundredth than the best
     * before, or so many rounds have gone by.
     */
    private static final int WARM_UP_ROUNDS = 12;

    private static final int ROUND = 500;
    private static final int ROUNDS_WITHOUT_GAIN = 3;
    private static final double GAIN = 0.99;

    /** Before each other: only what handles further frames or another profile is cold. */
    private static final int WARM_UP_AGAIN = 150;

    private static final String POLICY = ", \"profile\": \"%s\", \"maximumFrames\": %d";
    private static final double MILLIS = 1e6;
    private static final Pattern URI_TAG = Pattern.compile("uri=\"([^\"]*)\"");

    private final PrintStream out;
    private final Home home;
    private final Path repository;

    Authenticate(PrintStream out, Home home, Path repository) {
        this.out = out;
        this.home = home;
        this.repository = repository;
    }

    void measure() throws Unexpected, IOException {
        var own = ownHome();
        try {
            var config = SuiteConfig.everything(own, Ports.parse(System.getenv("MIEN_PORT")), repository)
                    // One machine opens all the sessions here.
                    .with(Part.GATEWAY, "mien.sessions.per-minute-and-network", "1000000");
            try (var suite = Suite.start(config, Progress.printed());
                    var http = new Http()) {
                measure(suite, http);
            }
        } finally {
            delete(own.root());
        }
    }

    private void measure(Suite suite, Http http) throws Unexpected, IOException {
        var gateway = suite.url(Part.GATEWAY);
        int cores = Runtime.getRuntime().availableProcessors();
        out.printf(Locale.ROOT, "authenticate: 1280x720, one face, %d cores, %d runs%n", cores, RUNS);
        boolean cold = true;
        for (var profile : InstalledProfiles.of(home)) {
            // Each time anew: it lives for five minutes, and a profile takes longer.
            var token =
                    Console.ownersToken(suite.config().home(), suite.config().ports());
            var application = new Console(http, gateway)
                    .createApplication(token, ORIGIN, POLICY.formatted(profile, FRAMES[FRAMES.length - 1]));
            measure(suite, profile, new Page(http, gateway, ORIGIN, application.id()), cold);
            cold = false;
        }
    }

    private void measure(Suite suite, String profile, Page page, boolean cold) throws Unexpected, IOException {
        var samples = home.models().resolve("samples");
        var facialId = page.enroll(CameraFrame.of(SampleFace.PERSON, samples))
                .expect(201)
                .text("facialId");
        var frame = CameraFrame.of(SampleFace.PERSON_AGAIN, samples);
        if (cold) {
            warmUp(page, facialId, List.of(frame));
        }
        for (int frames : FRAMES) {
            var sent = Collections.nCopies(frames, frame);
            millis(page, facialId, sent, WARM_UP_AGAIN);
            measure(suite, profile, page, facialId, sent);
        }
    }

    private void warmUp(Page page, String facialId, List<byte[]> frames) throws Unexpected {
        double best = Double.MAX_VALUE;
        int withoutGain = 0;
        for (int round = 1; round <= WARM_UP_ROUNDS && withoutGain < ROUNDS_WITHOUT_GAIN; round++) {
            double each = millis(page, facialId, frames, ROUND);
            out.printf(Locale.ROOT, "warming up: %d, %.2f ms each%n", round * ROUND, each);
            withoutGain = each < GAIN * best ? 0 : withoutGain + 1;
            best = Math.min(best, each);
        }
    }

    /** @return of one, on the mean */
    private static double millis(Page page, String facialId, List<byte[]> frames, int runs) throws Unexpected {
        double whole = 0;
        for (int i = 0; i < runs; i++) {
            whole += recognize(page, facialId, frames);
        }
        return whole / runs;
    }

    private void measure(Suite suite, String profile, Page page, String facialId, List<byte[]> frames)
            throws Unexpected {
        var before = Timers.of(suite.url(Part.INDEX));
        var hopsBefore = hops(suite);
        double whole = millis(page, facialId, frames, RUNS);
        var hopsAfter = hops(suite);
        print(
                profile,
                frames.size(),
                whole,
                Timers.of(suite.url(Part.INDEX)).millisSince(before, RUNS),
                Math.min(Runtime.getRuntime().availableProcessors(), frames.size()));
        hopsAfter.forEach((service, after) -> after.millisSince(hopsBefore.get(service), RUNS)
                .forEach((call, millis) -> printHop(service, call, millis)));
    }

    /** What each service on the way has spent on whole calls, those that it made itself included. */
    private static Map<Part, Timers> hops(Suite suite) throws Unexpected {
        var hops = new EnumMap<Part, Timers>(Part.class);
        for (var service : List.of(Part.GATEWAY, Part.AUTH, Part.INDEX, Part.ENROLLMENT)) {
            hops.put(service, Timers.of(suite.url(service)));
        }
        return hops;
    }

    private void printHop(Part service, String call, double millis) {
        var uri = URI_TAG.matcher(call);
        if (uri.find()
                && (uri.group(1).startsWith("/v1/authentications")
                        || uri.group(1).startsWith("/internal"))
                && !uri.group(1).contains("ledger")) {
            out.printf(Locale.ROOT, "  within: %-52s %8.2f ms%n", service.label() + " " + uri.group(1), millis);
        }
    }

    /** Opening the session is no part of it: the page does that before it asks for the camera. */
    private static double recognize(Page page, String facialId, List<byte[]> frames) throws Unexpected {
        Answer session = page.session("authenticate");
        long begin = System.nanoTime();
        Answer answer = page.authenticate(session, frames).expect(200);
        double took = (System.nanoTime() - begin) / MILLIS;
        if (!answer.text("facialId").equals(facialId)) {
            throw new Unexpected("somebody else was recognized.");
        }
        return took;
    }

    /**
     * @param parts milliseconds of one authentication, by index-service's timers
     * @param abreast how many frames were seen at once
     */
    private void print(String profile, int frames, double whole, Map<String, Double> parts, int abreast) {
        out.printf(Locale.ROOT, "%n%s, %d %s%n", profile, frames, frames == 1 ? "frame" : "frames");
        double bare = 0;
        for (var part : parts.entrySet()) {
            boolean counts =
                    part.getKey().startsWith("mien_model_run") || part.getKey().startsWith("mien_frame_decode");
            if (part.getKey().startsWith("http")) {
                continue;
            }
            bare += counts ? part.getValue() : 0;
            out.printf(Locale.ROOT, "  %-60s %8.2f ms%s%n", part.getKey(), part.getValue(), counts ? "" : "   (rest)");
        }
        // Each worker takes whole frames: with more frames than workers some take a second one.
        double rounds = Math.ceil((double) frames / abreast);
        double alone = bare / frames * rounds;
        out.printf(
                Locale.ROOT,
                "  %-60s %8.2f ms%n",
                "decoder and models, as many frames at once as there are cores",
                alone);
        out.printf(Locale.ROOT, "  %-60s %8.2f ms%n", "the whole authentication", whole);
        out.printf(Locale.ROOT, "  %-60s %8.2f%n", "ratio", whole / alone);
    }

    /** Beside the user's own, so that nobody's data are touched; the models are shared. */
    private Home ownHome() throws IOException {
        Files.createDirectories(home.root());
        var root = Files.createTempDirectory(home.root(), "bench-");
        Files.createSymbolicLink(root.resolve("models"), home.models());
        return new Home(root);
    }

    private static void delete(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
