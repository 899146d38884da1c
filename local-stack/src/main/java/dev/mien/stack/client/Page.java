package dev.mien.stack.client;

import java.net.http.HttpRequest;
import java.util.List;

/** What a web page with the widget does for its visitor. */
public final class Page {
    private final Http http;
    private final String gateway;
    private final String origin;
    private final String application;

    public Page(Http http, String gateway, String origin, String application) {
        this.http = http;
        this.gateway = gateway;
        this.origin = origin;
        this.application = application;
    }

    /** Enrolls the face, with explicit consent to the terms that the session named. */
    public Answer enroll(byte[] face) throws Unexpected {
        var session = session("enroll");
        var terms = session.body().at("/ask/terms/version").asText("");
        var parts = new Multipart()
                .frame(face)
                .request("{\"consent\": {\"accepted\": true, \"termsVersion\": \"" + terms + "\"}}");
        return send("/v1/enrollments", session, parts);
    }

    /** Asks who it is. */
    public Answer authenticate(byte[] face) throws Unexpected {
        return authenticate(session("authenticate"), List.of(face));
    }

    /** Asks who it is that all these frames show, in a session that was opened before. */
    public Answer authenticate(Answer session, List<byte[]> frames) throws Unexpected {
        var parts = new Multipart();
        frames.forEach(parts::frame);
        return send("/v1/authentications", session, parts.request("{}"));
    }

    /** Opens a session for {@code enroll} or {@code authenticate}. */
    public Answer session(String operation) throws Unexpected {
        var body = "{\"applicationId\": \"" + application + "\", \"operation\": \"" + operation + "\"}";
        var request = Http.to(gateway + "/v1/sessions")
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build()).expect(201);
    }

    private Answer send(String path, Answer session, Multipart parts) throws Unexpected {
        var request = Http.to(gateway + path)
                .header("Origin", origin)
                .header("Authorization", "Bearer " + session.text("token"))
                .header("Content-Type", parts.contentType())
                .POST(parts.publisher());
        return http.send(request.build());
    }
}
