package dev.mien.system.keycloak;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How people and services get their access tokens: the code flow with PKCE, and client credentials. */
final class Login {
    /** An address of the console: nobody listens there, the code is read from the redirect. */
    static final String CONSOLE = "https://console.example";

    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final Keycloak keycloak;

    Login(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    /** What the token endpoint answered. */
    record Answer(int status, JsonPath body) {
        String accessToken() {
            if (status != 200) {
                throw new IllegalStateException("no token: " + body.getString("error_description"));
            }
            return body.getString("access_token");
        }
    }

    /** A person types name and password into Keycloak's page; the console redeems the code. */
    String person(String name, String password) throws IOException, InterruptedException, GeneralSecurityException {
        String verifier = "a-verifier-of-a-test-that-is-at-least-43-characters-long";
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        Map<String, String> asked = Map.of(
                "client_id", "mien-console",
                "response_type", "code",
                "scope", "openid",
                "redirect_uri", CONSOLE + "/back",
                "code_challenge", challenge,
                "code_challenge_method", "S256");
        try (HttpClient browser = keycloak.client()) {
            HttpRequest page =
                    HttpRequest.newBuilder(endpoint("auth?" + form(asked))).build();
            String html =
                    browser.send(page, HttpResponse.BodyHandlers.ofString()).body();
            String action = found(FORM, html).replace("&amp;", "&");
            HttpRequest typed = post(URI.create(action), Map.of("username", name, "password", password))
                    .build();
            String location = browser.send(typed, HttpResponse.BodyHandlers.ofString())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new IllegalStateException("Keycloak did not let " + name + " in."));
            Map<String, String> redeemed = Map.of(
                    "grant_type",
                    "authorization_code",
                    "client_id",
                    "mien-console",
                    "redirect_uri",
                    CONSOLE + "/back",
                    "code",
                    found(CODE, location),
                    "code_verifier",
                    verifier);
            return token(browser, post(endpoint("token"), redeemed)).accessToken();
        }
    }

    /** @param scope the service that the token is for, or empty */
    Answer service(String client, String secret, String scope)
            throws IOException, InterruptedException, GeneralSecurityException {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        try (HttpClient http = keycloak.client()) {
            Map<String, String> asked = new HashMap<>(Map.of("grant_type", "client_credentials"));
            if (!scope.isEmpty()) {
                asked.put("scope", scope);
            }
            return token(http, post(endpoint("token"), asked).header("Authorization", "Basic " + basic));
        }
    }

    private static Answer token(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JsonPath.from(answer.body()));
    }

    private URI endpoint(String name) {
        return URI.create(keycloak.issuer() + "/protocol/openid-connect/" + name);
    }

    private static HttpRequest.Builder post(URI address, Map<String, String> fields) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("Keycloak's answer has nothing like " + pattern + ": " + text);
        }
        return matcher.group(1);
    }
}
