package dev.mien.system.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.stack.layout.Part;
import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.Photo;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wrong is named, with the code of the public API, as problem+json, and changes nothing. */
class BadInputTest {
    private final Mien mien = RunningSuite.mien();
    private final SamplePhotos photos = RunningSuite.samples();
    private final Application application = mien.createApplication();

    @AfterEach
    void nothingWasStored() {
        List<?> everybody = mien.backend(application).get("/v1/facial-ids").path("items");
        assertThat(everybody).isEmpty();
    }

    @Test
    void aPictureWithoutAFace() throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
        refused(mien.enroll(application, new Photo("black", jpeg.toByteArray())), 422, "NO_FACES_DETECTED", 2);
    }

    @Test
    void aPictureWithThreeFaces() {
        refused(mien.enroll(application, photos.group(1)), 422, "MANY_FACES", 4);
    }

    @Test
    void framesOfTwoPeople() {
        refused(mien.enroll(application, photos.anna(), photos.stranger(0)), 422, "FACE_MISMATCH", 6);
    }

    @Test
    void aTextThatSaysItIsAPicture() {
        byte[] text = "not a picture at all".getBytes(StandardCharsets.UTF_8);
        Response response = mien.enroll(application, new Photo("text", text));
        assertThat(response.statusCode()).isIn(400, 415);
        refused(response, response.statusCode(), "INVALID_IMAGE", 9);
    }

    @Test
    void aHundredMegapixelsInAFewKilobytes() throws IOException {
        Response response = mien.enroll(application, new Photo("bomb", blankPng(10_000, 10_000)));
        assertThat(response.statusCode()).isIn(400, 413);
        refused(response, response.statusCode(), "INVALID_IMAGE", 9);
    }

    /** Refused by its declared length: whoever waits for an answer before sending gets one. */
    @Test
    void aBodyThatIsTooLarge() throws IOException {
        String head = String.join(
                "\r\n",
                "POST /v1/enrollments HTTP/1.1",
                "Host: mien.example",
                "Origin: " + Mien.ORIGIN,
                "Authorization: Bearer " + mien.session(application, "enroll"),
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Length: " + (40 << 20),
                "\r\n");
        URI gateway = URI.create(RunningSuite.get().url(Part.GATEWAY));
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413 ").containsIgnoringCase("application/problem+json");
        }
    }

    /** Broken by: a limit that takes every HTTP/2 stream without a length for one with a body. */
    @Test
    void httpTwoIsSpokenToo() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            var request = HttpRequest.newBuilder(URI.create(RunningSuite.get().url(Part.GATEWAY) + "/status"))
                    .build();
            for (int i = 0; i < 2; i++) {
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aForeignOrigin() {
        Application foreign = new Application(application.id(), application.apiKey(), "https://evil.example");
        refused(mien.openSession(foreign, "enroll"), 403, "FORBIDDDEN_ORIGIN", 17);
    }

    @Test
    void noOrigin() {
        Response response = mien.call()
                .contentType("application/json")
                .body(Map.of("applicationId", application.id(), "operation", "enroll"))
                .post("/v1/sessions");
        refused(response, 403, "EMPTY_ORIGIN", 16);
    }

    @Test
    void anotherOriginThanTheSessions() {
        String session = mien.session(application, "enroll");
        Application moved = new Application(application.id(), application.apiKey(), "https://evil.example");
        refused(mien.enroll(moved, session, photos.anna()), 403, "FORBIDDDEN_ORIGIN", 17);
    }

    @Test
    void anUnknownApplication() {
        Application unknown = new Application(UUID.randomUUID().toString(), "", Mien.ORIGIN);
        refused(mien.openSession(unknown, "enroll"), 401, "UNAUTHORIZED", 10);
    }

    @Test
    void anUnknownSession() {
        Response response = mien.enroll(application, "mien_st_" + "A".repeat(43), photos.anna());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.<String>path("code")).isIn("SESSION_EXPIRED", "UNAUTHORIZED");
    }

    @Test
    void aSessionOfTheOtherOperation() {
        String session = mien.session(application, "authenticate");
        Response response = mien.enroll(application, session, photos.anna());
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void noConsent() {
        String session = mien.session(application, "enroll");
        refused(
                mien.upload(application, session, "/v1/enrollments", "{}", photos.anna()),
                422,
                "TERMS_NOT_ACCEPTED",
                11);
    }

    @Test
    void aWrongKey() {
        Application guessing = new Application(application.id(), "mien_sk_" + "A".repeat(43), Mien.ORIGIN);
        refused(mien.erase(guessing, UUID.randomUUID().toString()), 401, "UNAUTHORIZED", 10);
    }

    @Test
    void aRequestThatIsNoJson() {
        String session = mien.session(application, "enroll");
        refused(
                mien.upload(application, session, "/v1/enrollments", "{\"consent\":", photos.anna()),
                400,
                "INVALID_REQUEST",
                9);
    }

    @Test
    void aPathThatIsNotThere() {
        refused(mien.call().get("/v1/nothing-here"), 404, "NOT_FOUND", 9);
    }

    private static void refused(Response response, int status, String code, int fioCode) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<String>path("code")).isEqualTo(code);
        assertThat(response.<Integer>path("fioCode")).isEqualTo(fioCode);
        assertThat(response.asString()).doesNotContain("Exception").doesNotContain("dev.mien.");
    }

    /** A PNG of one colour whose pixels compress to almost nothing. */
    private static byte[] blankPng(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        java.nio.ByteBuffer header = java.nio.ByteBuffer.allocate(13);
        header.putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) 0);
        chunk(png, "IHDR", header.array());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            byte[] row = new byte[width + 1];
            for (int y = 0; y < height; y++) {
                deflater.write(row);
            }
        }
        chunk(png, "IDAT", packed.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(name);
        png.writeBytes(data);
        png.writeBytes(
                java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
