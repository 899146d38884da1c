package dev.mien.platform.multipart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A multipart body as a browser writes it, or as somebody hostile does. */
final class Form {
    static final String BOUNDARY = "----WebKitFormBoundaryABC";
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final String boundary;

    Form() {
        this(BOUNDARY);
    }

    Form(String boundary) {
        this.boundary = boundary;
    }

    static String type(String boundary) {
        return "multipart/form-data; boundary=" + boundary;
    }

    static String type() {
        return type(BOUNDARY);
    }

    Form frame(byte[] bytes) {
        return part(
                "Content-Disposition: form-data; name=\"frame\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg",
                bytes);
    }

    Form request(String json) {
        return part("Content-Disposition: form-data; name=\"request\"", json.getBytes(UTF_8));
    }

    Form part(String headers, byte[] bytes) {
        return raw("--" + boundary + "\r\n" + headers + "\r\n\r\n").raw(bytes).raw("\r\n");
    }

    Form raw(String text) {
        return raw(text.getBytes(ISO_8859_1));
    }

    Form raw(byte[] bytes) {
        body.writeBytes(bytes);
        return this;
    }

    /** With the closing delimiter. */
    byte[] end() {
        return raw("--" + boundary + "--\r\n").cutOff();
    }

    /** Without it. */
    byte[] cutOff() {
        return body.toByteArray();
    }
}
