package dev.mien.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.Photo;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backend has pictures looked at: from the door to the networks and back, and nothing stays. */
class PicturesTest {
    private static final String COMPARE = "/v1/face-comparisons";
    private static final String ANALYSE = "/v1/face-analyses";

    private final Mien mien = RunningSuite.mien();
    private final SamplePhotos photos = RunningSuite.samples();
    private final Application application = mien.createApplication();

    /** Broken by: a comparison that stores what it has compared. */
    @AfterEach
    void nobodyIsEnrolled() {
        List<?> everybody = mien.backend(application).get("/v1/facial-ids").path("items");
        assertThat(everybody).isEmpty();
    }

    /** Broken by: a picture that is compared with itself, or a threshold of another profile. */
    @Test
    void onePersonMatchesAndAStrangerDoesNot() {
        Response same = mien.look(application, COMPARE, photos.anna(), photos.annaAgain());
        Response other = mien.look(application, COMPARE, photos.anna(), photos.stranger(0));

        assertThat(same.statusCode()).as(same.asString()).isEqualTo(200);
        assertThat(same.<Boolean>path("match")).isTrue();
        assertThat(same.<Float>path("confidence")).isGreaterThan(0.9998f);
        assertThat(same.<Boolean>path("images[1].quality.good")).isTrue();
        assertThat(other.statusCode()).as(other.asString()).isEqualTo(200);
        assertThat(other.<Boolean>path("match")).isFalse();
    }

    /** Broken by: an answer that does not say which picture was meant, or a 500 for one that is none. */
    @Test
    void thePictureThatCannotBeUsedIsNamed() throws IOException {
        Photo text = new Photo("text", "no picture".getBytes(StandardCharsets.UTF_8));

        refused(mien.look(application, COMPARE, photos.anna(), black()), 422, "NO_FACES_DETECTED", "Image 2 ");
        refused(mien.look(application, COMPARE, photos.group(1), photos.anna()), 422, "MANY_FACES", "Image 1 ");
        refused(mien.look(application, COMPARE, photos.anna(), text), 400, "INVALID_IMAGE", "Image 2: ");
        refused(mien.look(application, COMPARE, photos.anna()), 400, "INVALID_REQUEST", "Exactly 2 ");
        refused(mien.look(application, ANALYSE, text), 400, "INVALID_IMAGE", "");
    }

    /** Broken by: an analysis that ends with the first face, estimates unasked, or leaves out why not. */
    @Test
    void everyFaceIsAnalysedAndWhatIsNotEstimatedIsExplained() throws IOException {
        Response group = mien.look(application, ANALYSE, photos.group(1));
        Response nobody = mien.look(application, ANALYSE, black());

        assertThat(group.statusCode()).as(group.asString()).isEqualTo(200);
        assertThat(group.<List<?>>path("faces")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(group.<List<Object>>path("faces.age")).containsOnlyNulls();
        assertThat(group.<String>path("unavailable.age")).contains("policy");
        assertThat(group.<List<Object>>path("faces.gender")).containsOnlyNulls();
        assertThat(group.<String>path("unavailable.gender")).contains("policy");
        assertThat(nobody.statusCode()).isEqualTo(200);
        assertThat(nobody.<List<?>>path("faces")).isEmpty();
    }

    /** Broken by: estimates that get lost between the network and whoever asked for them. */
    @Test
    void ageAndGenderAreToldWhereThePolicyAsks() {
        Application estimating = mien.createApplication(Map.of("estimates", true));

        Photo sure = photos.stranger(0);
        Response seen = mien.look(estimating, ANALYSE, sure);
        for (int next = 1; next < SamplePhotos.STRANGERS && seen.path("faces[0].gender") == null; next++) {
            // Of a head that leans or turns the network is less sure, and then nothing is told.
            assertThat(seen.<Float>path("faces[0].genderConfidence")).isBetween(0.5f, 0.9f);
            sure = photos.stranger(next);
            seen = mien.look(estimating, ANALYSE, sure);
        }
        Response enrolled = mien.enroll(estimating, sure);

        assertThat(seen.statusCode()).as(seen.asString()).isEqualTo(200);
        assertThat(seen.<String>path("faces[0].gender")).isIn("male", "female");
        assertThat(seen.<Float>path("faces[0].genderConfidence")).isBetween(0.9f, 1f);
        assertThat(seen.<Float>path("faces[0].age")).isBetween(10f, 90f);
        assertThat(seen.<String>path("unavailable.gender")).isNull();
        assertThat(enrolled.statusCode()).as(enrolled.asString()).isEqualTo(201);
        assertThat(enrolled.<String>path("details.gender")).isEqualTo(seen.path("faces[0].gender"));
        assertThat(enrolled.<Float>path("details.age")).isBetween(10f, 90f);
    }

    private static Photo black() throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
        return new Photo("black", jpeg.toByteArray());
    }

    private static void refused(Response response, int status, String code, String beginning) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<String>path("code")).isEqualTo(code);
        assertThat(response.<String>path("detail")).startsWith(beginning);
    }
}
