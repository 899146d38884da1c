package dev.mien.benchmarks;

import dev.mien.stack.client.SampleFace;
import dev.mien.stack.client.Unexpected;
import dev.mien.stack.layout.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one frame costs inside index-service: its own measurement, started in a process of its own on its class path. */
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
            Files.write(photo, CameraFrame.of(SampleFace.PERSON, home.models().resolve("samples")));
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            classPath(),
                            MAIN,
                            home.models().toString(),
                            photo.toString())
                    .inheritIO()
                    .start();
            int code = process.waitFor();
            if (code != 0) {
                throw new Unexpected("index-service's measurement ended with " + code + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("it was interrupted.");
        } finally {
            Files.deleteIfExists(photo);
        }
    }

    private String classPath() {
        Path packaged = repository.resolve("index-service/target/quarkus-app");
        return String.join(
                File.pathSeparator,
                packaged.resolve("app/*").toString(),
                packaged.resolve("lib/boot/*").toString(),
                packaged.resolve("lib/main/*").toString());
    }
}
