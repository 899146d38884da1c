package dev.mien.stack.client;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A {@code multipart/form-data} body, as a browser would send it. */
final class Multipart {
    private final String boundary = "mien-" + UUID.randomUUID();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Multipart frame(byte[] image) {
        head("frame\"; filename=\"frame", "application/octet-stream");
        body.writeBytes(image);
        return end();
    }

    Multipart request(String json) {
        head("request", "application/json");
        body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        return end();
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    HttpRequest.BodyPublisher publisher() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(ascii("--" + boundary + "--\r\n"));
        return HttpRequest.BodyPublishers.ofByteArray(whole.toByteArray());
    }

    private void head(String name, String type) {
        body.writeBytes(ascii("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"\r\nContent-Type: " + type + "\r\n\r\n"));
    }

    private Multipart end() {
        body.writeBytes(ascii("\r\n"));
        return this;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
