package dev.mien.stack.client;

import java.net.http.HttpRequest;

/** What an application's backend does, with its secret API key. */
public final class Backend {
    private final Http http;
    private final String gateway;
    private final String apiKey;

    public Backend(Http http, String gateway, String apiKey) {
        this.http = http;
        this.gateway = gateway;
        this.apiKey = apiKey;
    }

    /** Believes a result once. */
    public Answer redeem(String resultToken) throws Unexpected {
        var body = "{\"resultToken\": \"" + resultToken + "\"}";
        var request = authorized("/v1/result-tokens/redeem")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build());
    }

    /** Erases a person. */
    public Answer erase(String facialId) throws Unexpected {
        return http.send(authorized("/v1/facial-ids/" + facialId).DELETE().build());
    }

    private HttpRequest.Builder authorized(String path) {
        return Http.to(gateway + path).header("Authorization", "Bearer " + apiKey);
    }
}
