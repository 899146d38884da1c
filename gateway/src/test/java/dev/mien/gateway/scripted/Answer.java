package dev.mien.gateway.scripted;

import dev.mien.contracts.Code;
import java.util.Map;

/** What a service behind the gateway says. */
public record Answer(int status, String contentType, Map<String, String> headers, String body) {
    public static Answer json(int status, String body) {
        return new Answer(status, "application/json", Map.of(), body);
    }

    public static Answer problem(Code code) {
        return problem(code, code.status());
    }

    public static Answer problem(Code code, int status) {
        return new Answer(status, "application/problem+json", Map.of(), """
                {"type":"urn:mien:problem:x","title":"%s","status":%d,"detail":"as scripted","code":"%s","fioCode":%d,
                 "score":0.93}
                """.formatted(
                        code.title(), status, code.name(), code.fioCode()));
    }

    public Answer with(String header, String value) {
        return new Answer(status, contentType, Map.of(header, value), body);
    }
}
