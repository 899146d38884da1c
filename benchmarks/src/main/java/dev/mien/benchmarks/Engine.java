package dev.mien.benchmarks;

import dev.mien.stack.client.SampleFace;
import dev.mien.stack.client.Unexpected;
import dev.mien.stack.layout.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one frame costs inside index-service: its own measurement, started in a process of its own on its class path.
 * The face is as near as a visitor's: of a smaller one a second detector is asked, and the frame is decoded once more.
 */
final class Engine {
    private static final String MAIN = "dev.mien.index.bench.EngineBench";

    private final Home home;
    private final Path repository;

    Engine(Home home, Path repository) {
        this.home = home;
        this.repository = repository;
    }

    void measure() throws Unexpected, IOException {
        Path photo = Files.createTempFile(home.root(), "bench-", ".jpg");
        try {
            Files.write(
                    photo, CameraFrame.of(SampleFace.PERSON_AGAIN, home.models().resolve("samples")));
            for (String profile : InstalledProfiles.of(home)) {
                IndexServiceProcess.run(
                        repository, MAIN, List.of(), List.of(home.models().toString(), photo.toString(), profile));
            }
        } finally {
            Files.deleteIfExists(photo);
        }
    }
}
