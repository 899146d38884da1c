package dev.mien.system.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.Photo;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import dev.mien.system.client.Turned;
import dev.mien.testing.faces.SharedFaces;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every odd picture is recognized, or refused with the code that fits: never a 500, never a hang. */
class FormatsTest {
    /** What a file that shows a face may still be refused with. */
    private static final Set<String> ABOUT_THE_PICTURE =
            Set.of("NO_FACES_DETECTED", "MANY_FACES", "POOR_QUALITY", "INVALID_IMAGE");

    private final Mien mien = RunningSuite.mien();

    @Test
    void everyFileOfFormatsGetsAClearAnswer() throws IOException {
        assumeThat(SharedFaces.find()).as(SharedFaces.absence()).isPresent();
        Application application = mien.createApplication(Map.of("duplicatesRefused", false));

        for (Path file : files(SharedFaces.find().orElseThrow().resolve("formats"))) {
            Response response =
                    mien.enroll(application, new Photo(file.getFileName().toString(), Files.readAllBytes(file)));

            assertThat(response.statusCode())
                    .as("%s: %s", file, response.asString())
                    .isIn(201, 400, 413, 415, 422);
            if (response.statusCode() != 201) {
                assertThat(response.contentType()).startsWith("application/problem+json");
                assertThat(response.<String>path("code")).as(file.toString()).isIn(ABOUT_THE_PICTURE);
            }
        }
    }

    @Test
    void theSameFaceInEveryOrientationIsTheSamePerson() {
        Application application = mien.createApplication();
        SamplePhotos photos = RunningSuite.samples();
        String facialId = mien.enrolled(application, photos.anna());

        for (int orientation = 1; orientation <= Turned.ORIENTATIONS; orientation++) {
            Response response = mien.authenticate(application, Turned.to(orientation, photos.annaAgain()));
            assertThat(response.<String>path("facialId"))
                    .as("orientation %d: %s", orientation, response.asString())
                    .isEqualTo(facialId);
        }
    }

    @Test
    void groupsAreToldFromSingleFaces() throws IOException {
        assumeThat(SharedFaces.find()).as(SharedFaces.absence()).isPresent();
        Application application = mien.createApplication(Map.of("duplicatesRefused", false));

        for (Path file : files(SharedFaces.find().orElseThrow().resolve("groups"))) {
            Response response = mien.enroll(application, photo(file));
            String expected = file.toString().endsWith("_0.jpg") ? "NO_FACES_DETECTED" : "MANY_FACES";
            assertThat(response.<String>path("code"))
                    .as("%s: %s", file, response.asString())
                    .isEqualTo(expected);
        }
    }

    private static Photo photo(Path file) throws IOException {
        return new Photo(file.getFileName().toString(), Files.readAllBytes(file));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.sorted().toList();
            assertThat(sorted).isNotEmpty();
            return sorted;
        }
    }
}
