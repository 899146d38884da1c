package dev.mien.stack.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.mien.stack.keys.Secret;
import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;

/** How a person at the console gets an access token from the provider on a port. */
public final class PasswordLogin {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private PasswordLogin() {}

    /**
     * An access token.
     *
     * @throws StackFailure when the provider does not run, or does not know the person
     */
    public static String accessToken(int port, String name, Secret password) {
        var form = "grant_type=password&client_id=" + OidcProvider.CONSOLE + "&username=" + encoded(name) + "&password="
                + encoded(password.reveal());
        var request = HttpRequest.newBuilder(URI.create(OidcProvider.tokenEndpoint(port)))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new StackFailure("The OIDC provider refused " + name + " (HTTP " + answer.statusCode() + ").");
            }
            return JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), "access_token");
        } catch (IOException | ParseException e) {
            throw new StackFailure("The OIDC provider does not answer on port " + port + ": is Mien up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
