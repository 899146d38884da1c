package dev.mien.gateway.scripted;

import java.util.List;
import java.util.Map;

/** One request as a service behind the gateway got it. */
public record Received(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.getFirst();
    }
}
