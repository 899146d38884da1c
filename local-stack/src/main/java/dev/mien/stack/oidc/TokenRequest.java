package dev.mien.stack.oidc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A request's form, with the client's credentials from wherever they were put: header (Basic) or form. */
final class TokenRequest {
    private final Map<String, String> form;

    private TokenRequest(Map<String, String> form) {
        this.form = form;
    }

    /** @throws IllegalArgumentException when body or header is malformed */
    static TokenRequest parse(String body, Optional<String> authorization) {
        var form = new HashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        authorization
                .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
                .ifPresent(value -> {
                    var pair = new String(
                            Base64.getDecoder().decode(value.substring(6).strip()), StandardCharsets.UTF_8);
                    int colon = pair.indexOf(':');
                    if (colon < 0) {
                        throw new IllegalArgumentException("no colon in the credentials");
                    }
                    form.put("client_id", decode(pair.substring(0, colon)));
                    form.put("client_secret", decode(pair.substring(colon + 1)));
                });
        return new TokenRequest(form);
    }

    private static String decode(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(form.get(name));
    }

    Optional<String> clientId() {
        return parameter("client_id");
    }

    Optional<String> clientSecret() {
        return parameter("client_secret");
    }
}
