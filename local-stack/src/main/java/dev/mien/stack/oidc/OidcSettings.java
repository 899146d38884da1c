package dev.mien.stack.oidc;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.jwk.RSAKey;
import dev.mien.stack.keys.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the provider knows.
 *
 * @param port on 127.0.0.1; 0 takes a free one
 * @param key signs the tokens, RS256
 * @param clients each service's secret by its name; the names are also the audiences that may be asked for
 * @param lifetime how long an access token is believed
 * @param people who may log in by password through the client {@value OidcProvider#CONSOLE}
 */
public record OidcSettings(int port, RSAKey key, Map<String, Secret> clients, Duration lifetime, List<Person> people) {
    public OidcSettings {
        requireNonNull(key);
        requireNonNull(lifetime);
        clients = Map.copyOf(clients);
        people = List.copyOf(people);
    }

    @Override
    public String toString() {
        return "OidcSettings[port=" + port + ", clients=" + clients.keySet() + "]";
    }
}
