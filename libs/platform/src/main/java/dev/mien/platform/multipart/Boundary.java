package dev.mien.platform.multipart;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What separates the parts of a body (RFC 2046, 5.1.1): 1 to 70 characters out of a short list. Read by ourselves,
 * since the decoder takes anything for a boundary, and a body that was cut off for a whole one.
 */
record Boundary(String text) {
    private static final Pattern TYPE = Pattern.compile(
            "multipart/form-data[ \t]*;(?:[^\r\n]*;)?[ \t]*boundary=(?:\"([^\"\r\n]*)\"|([^\"\\s;]*))[ \t]*(?:;[^\r\n]*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ALLOWED = Pattern.compile("[0-9A-Za-z'()+_,./:=?-]{1,70}");
    private static final int LINE_BREAK = 2;

    /** @return empty unless the header says multipart/form-data with a boundary that the RFC allows */
    static Optional<Boundary> of(String contentType) {
        Matcher type = TYPE.matcher(contentType);
        if (!type.matches()) {
            return Optional.empty();
        }
        String text = type.group(1) == null ? type.group(2) : type.group(1);
        return ALLOWED.matcher(text).matches() ? Optional.of(new Boundary(text)) : Optional.empty();
    }

    /** The header's value with nothing in it but the boundary. */
    String contentType() {
        return "multipart/form-data; boundary=\"" + text + "\"";
    }

    /** Whether the body's end is the closing delimiter, with or without a line break. */
    boolean closes(byte[] body) {
        byte[] delimiter = ("--" + text + "--").getBytes(StandardCharsets.US_ASCII);
        return endsWith(body, body.length, delimiter)
                || body.length >= LINE_BREAK
                        && body[body.length - 2] == '\r'
                        && body[body.length - 1] == '\n'
                        && endsWith(body, body.length - LINE_BREAK, delimiter);
    }

    private static boolean endsWith(byte[] body, int end, byte[] delimiter) {
        int from = end - delimiter.length;
        return from >= 0 && java.util.Arrays.equals(body, from, end, delimiter, 0, delimiter.length);
    }
}
