package dev.mien.gateway.admission;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.mien.gateway.scripted.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HTTP itself can get wrong is a problem, too. */
@QuarkusTest
class ProtocolTest extends GatewayTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing-here, 404",
        "DELETE, /v1/sessions, 405",
        "GET, /v1/enrollments, 405",
        "GET, /v1/result-tokens/redeem, 405"
    })
    void aPathOrMethodThatIsNotThere(String method, String path, int status) {
        given().request(method, path)
                .then()
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void aBodyOfAnotherType() {
        given().header("Origin", ORIGIN)
                .contentType(ContentType.TEXT)
                .body("hello")
                .post("/v1/sessions")
                .then()
                .statusCode(415)
                .contentType(startsWith("application/problem+json"));
    }

    /** Breaks when the length of a body without frames is not looked at before it is read. */
    @Test
    void aBodyWithoutFramesIsSmall() throws IOException {
        assertThat(raw("Content-Length: " + (BodyLimit.JSON_BYTES + 1)))
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("application/problem+json");
    }

    /** Breaks when a stream that never says how long it is may be read into memory. */
    @Test
    void aBodyWithoutFramesSaysItsLength() throws IOException {
        assertThat(raw("Transfer-Encoding: chunked")).startsWith("HTTP/1.1 411 ");
    }

    @Test
    void twoLengthsAreNone() throws IOException {
        assertThat(raw("Content-Length: 5\r\nContent-Length: 6")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void whatIsWrongInJsonIsNamed() {
        given().header("Origin", ORIGIN)
                .contentType(ContentType.JSON)
                .body("{\"applicationId\":\"x\",\"operation\":\"enroll\",\"colour\":\"red\"}")
                .post("/v1/sessions")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_REQUEST"))
                .body("detail", equalTo("Unknown member: colour."));
    }

    private String raw(String length) throws IOException {
        String head = "POST /v1/sessions HTTP/1.1\r\nHost: mien.example\r\nOrigin: " + ORIGIN
                + "\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n";
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
