package dev.mien.stack.oidc;

import dev.mien.stack.oidc.TokenAnswer.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Decides about requests for tokens: client credentials for services, password for people at the console. */
final class TokenEndpoint {
    private final OidcSettings settings;
    private final AccessTokens tokens;

    TokenEndpoint(OidcSettings settings, AccessTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    TokenAnswer answer(TokenRequest request) {
        return switch (request.parameter("grant_type").orElse("")) {
            case "client_credentials" -> clientCredentials(request);
            case "password" -> password(request);
            case "" -> Refused.INVALID_REQUEST;
            default -> Refused.UNSUPPORTED_GRANT_TYPE;
        };
    }

    private TokenAnswer clientCredentials(TokenRequest request) {
        var client = request.clientId().filter(id -> knowsSecret(id, request));
        if (client.isEmpty()) {
            return Refused.INVALID_CLIENT;
        }
        return callee(request)
                .<TokenAnswer>map(callee -> new TokenAnswer.Granted(tokens.forService(client.get(), callee), callee))
                .orElse(Refused.INVALID_SCOPE);
    }

    private boolean knowsSecret(String client, TokenRequest request) {
        var secret = settings.clients().get(client);
        return secret != null && request.clientSecret().map(secret::matches).orElse(false);
    }

    /** The one service among the scopes; a token for two callees would let either of them act as the caller. */
    private Optional<String> callee(TokenRequest request) {
        List<String> services = Arrays.stream(
                        request.parameter("scope").orElse("").split(" ", -1))
                .filter(settings.clients()::containsKey)
                .toList();
        return services.size() == 1 ? Optional.of(services.getFirst()) : Optional.empty();
    }

    private TokenAnswer password(TokenRequest request) {
        var client = request.clientId().orElse("");
        if (!client.equals(OidcProvider.CONSOLE)) {
            return settings.clients().containsKey(client) ? Refused.UNAUTHORIZED_CLIENT : Refused.INVALID_CLIENT;
        }
        var name = request.parameter("username").orElse("");
        var claim = request.parameter("password").orElse("");
        return settings.people().stream()
                .filter(person ->
                        person.name().equals(name) && person.password().matches(claim))
                .findFirst()
                .<TokenAnswer>map(person -> new TokenAnswer.Granted(
                        tokens.forPerson(person.name(), person.roles(), person.organization()), "profile"))
                .orElse(Refused.INVALID_GRANT);
    }
}
