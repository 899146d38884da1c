package dev.mien.system.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.stack.layout.Part;
import dev.mien.stack.suite.Suite;
import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.Photo;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * C5: no image is ever stored, not in a temporary file either.
 *
 * <p>Broken by: a resource that takes {@code @RestForm FileUpload}, or {@code handle-file-uploads=true}.
 */
class NoFileTest {
    private final Suite suite = RunningSuite.get();
    private final Mien mien = RunningSuite.mien();
    private final SamplePhotos photos = RunningSuite.samples();

    @Test
    void noRequestOfAnyKindMakesAFile() throws Exception {
        Set<Path> places = places();
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            for (Path place : places) {
                place.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            }
            // The watch itself sees: a file that we make in each place is reported.
            Set<Path> canaries = new HashSet<>();
            for (Path place : places) {
                canaries.add(Files.createTempFile(place, "canary", ".tmp"));
            }
            assertThat(touched(watch)).containsAll(canaries);
            for (Path canary : canaries) {
                Files.delete(canary);
            }
            touched(watch);

            everyKindOfRequest();

            assertThat(touched(watch)).isEmpty();
        }
    }

    private void everyKindOfRequest() {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna(), photos.anna());
        mien.authenticate(application, photos.annaAgain()).then().statusCode(200);
        mien.authenticateAs(application, facialId, photos.annaAgain()).then().statusCode(200);
        mien.authenticate(application, photos.stranger(0)).then().statusCode(401);
        mien.authenticate(application, photos.group(1)).then().statusCode(422);
        mien.enroll(application, new Photo("text", "no picture".getBytes(StandardCharsets.UTF_8)));
        mien.enroll(application, new Photo("large", new byte[12 << 20]));
        mien.upload(application, mien.session(application, "enroll"), "/v1/enrollments", "{", photos.anna());
        mien.look(application, "/v1/face-comparisons", photos.anna(), photos.annaAgain())
                .then()
                .statusCode(200);
        mien.look(application, "/v1/face-analyses", photos.group(1)).then().statusCode(200);
        mien.look(application, "/v1/face-analyses", new Photo("large", new byte[12 << 20]));
        // Without a session, with a key, and on a path that takes no upload.
        mien.upload(application, "mien_st_unknown", "/v1/enrollments", "{}", photos.anna());
        mien.backend(application)
                .multiPart("frame", "a.jpg", photos.anna().bytes())
                .post("/v1/sessions");
        mien.backend(application)
                .multiPart("frame", "a.jpg", photos.anna().bytes())
                .post("/v1/nothing");
        mien.erase(application, facialId).then().statusCode(200);
    }

    /** Each service's temporary directory with all beneath it, its working directory, and the machine's. */
    private Set<Path> places() throws IOException {
        Set<Path> places = new HashSet<>();
        for (Part service : Part.services()) {
            Path temporary = suite.config().home().temporary(service.label());
            try (Stream<Path> beneath = Files.walk(temporary)) {
                beneath.filter(Files::isDirectory).forEach(places::add);
            }
            long pid = suite.process(service).pid();
            places.add(Path.of("/proc/" + pid + "/cwd").toRealPath());
        }
        places.add(Path.of("").toAbsolutePath().resolve("target/suite-home").resolve("uploads"));
        places.removeIf(place -> !Files.isDirectory(place));
        return places;
    }

    private static List<Path> touched(WatchService watch) throws InterruptedException {
        List<Path> touched = new ArrayList<>();
        WatchKey key = watch.poll(Duration.ofSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        while (key != null) {
            for (WatchEvent<?> event : key.pollEvents()) {
                touched.add(((Path) key.watchable()).resolve((Path) event.context()));
            }
            key.reset();
            key = watch.poll(200, TimeUnit.MILLISECONDS);
        }
        return touched;
    }
}
