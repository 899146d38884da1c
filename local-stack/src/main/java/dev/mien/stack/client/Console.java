package dev.mien.stack.client;

import dev.mien.stack.keys.KeyRing;
import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.oidc.PasswordLogin;
import dev.mien.stack.supervise.StackFailure;
import java.net.http.HttpRequest;

/** What a person at the console does, with an access token: creates an application. */
public final class Console {
    private static final String APPLICATIONS = "/v1/admin/applications";

    private final Http http;
    private final String gateway;

    public Console(Http http, String gateway) {
        this.http = http;
        this.gateway = gateway;
    }

    /** The access token of the local stack's owner. */
    public static String ownersToken(Home home, Ports ports) throws Unexpected {
        try {
            var password = new KeyRing(home.keys()).consoleOwner();
            return PasswordLogin.accessToken(ports.of(Part.OIDC), KeyRing.OWNER, password);
        } catch (StackFailure e) {
            throw new Unexpected(e.getMessage(), e);
        }
    }

    /** An application with an API key for its backend. */
    public record Created(String id, String apiKey) {
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
    public Created createApplication(String accessToken, String origin) throws Unexpected {
        return createApplication(accessToken, origin, "");
    }

    /**
     * As the other one.
     *
     * @param policy further members of the policy, as JSON, each with a comma before it
     */
    public Created createApplication(String accessToken, String origin, String policy) throws Unexpected {
        var terms = http.send(authorized(APPLICATIONS, accessToken).GET().build())
                .expect(200)
                .text("operatorTerms");
        var wanted = """
                {"name": "demo", "acceptOperatorTerms": "%s",
                 "policy": {"origins": ["%s"], "liveness": "none", "payloadSource": "browser"%s}}""".formatted(terms, origin, policy);
        var id = post(APPLICATIONS, accessToken, wanted).expect(201).text("applicationId");
        var key = post(APPLICATIONS + "/" + id + "/keys", accessToken, "{}").expect(201);
        return new Created(id, key.text("apiKey"));
    }

    private Answer post(String path, String accessToken, String body) throws Unexpected {
        return http.send(authorized(path, accessToken)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder authorized(String path, String accessToken) {
        return Http.to(gateway + path).header("Authorization", "Bearer " + accessToken);
    }
}
