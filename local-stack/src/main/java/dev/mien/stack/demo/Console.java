package dev.mien.stack.demo;

import java.net.http.HttpRequest;

/** What a person at the console does, with an access token: creates an application. */
final class Console {
    private final Http http;
    private final String gateway;

    Console(Http http, String gateway) {
        this.http = http;
        this.gateway = gateway;
    }

    /** An application with its first API key. */
    record Created(String id, String apiKey) {
        /** Never prints the key. */
        @Override
        public String toString() {
            return "Created[" + id + "]";
        }
    }

    /**
     * An application for pages of the origin. Photos cannot show that somebody is alive, so its policy goes without
     * liveness, which an application has to say explicitly.
     */
    Created createApplication(String accessToken, String origin) throws Unexpected {
        var body = """
                {"name": "demo", "acceptOperatorTerms": true,
                 "policy": {"origins": ["%s"], "liveness": "none", "minimumFrames": 1}}""".formatted(origin);
        var request = Http.to(gateway + "/v1/admin/applications")
                .header("Authorization", "Bearer " + accessToken)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        var answer = http.send(request.build()).expect(201);
        return new Created(answer.text("applicationId"), answer.text("apiKey"));
    }
}
