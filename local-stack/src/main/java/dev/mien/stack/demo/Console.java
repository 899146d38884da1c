package dev.mien.stack.demo;

import dev.mien.stack.oidc.OidcProvider;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** What a person at the console does: logs in, and creates an application. */
final class Console {
    private final Http http;
    private final String gateway;
    private final String tokenEndpoint;

    Console(Http http, String gateway, String tokenEndpoint) {
        this.http = http;
        this.gateway = gateway;
        this.tokenEndpoint = tokenEndpoint;
    }

    /** An application with its first API key. */
    record Created(String id, String apiKey) {
        /** Never prints the key. */
        @Override
        public String toString() {
            return "Created[" + id + "]";
        }
    }

    /** An access token of the console's person. */
    String logIn(String name, String password) throws Unexpected {
        var form = "grant_type=password&client_id=" + OidcProvider.CONSOLE + "&username=" + encoded(name) + "&password="
                + encoded(password);
        var request = Http.to(tokenEndpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return http.send(request.build()).expect(200).text("access_token");
    }

    /**
     * An application for pages of the origin. Photos cannot show that somebody is alive, so its policy goes without
     * liveness, which an application has to say explicitly.
     */
    Created createApplication(String accessToken, String origin) throws Unexpected {
        var body = """
                {"name": "demo", "termsAccepted": "1",
                 "policy": {"origins": ["%s"], "liveness": "none", "minimumFrames": 1}}""".formatted(origin);
        var request = Http.to(gateway + "/v1/admin/applications")
                .header("Authorization", "Bearer " + accessToken)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        var answer = http.send(request.build()).expect(201);
        return new Created(answer.text("id"), answer.text("apiKey"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
