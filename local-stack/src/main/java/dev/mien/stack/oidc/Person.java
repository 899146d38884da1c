package dev.mien.stack.oidc;

import static java.util.Objects.requireNonNull;

import dev.mien.stack.keys.Secret;
import java.util.List;

/**
 * Somebody at the console.
 *
 * @param name to log in with, and the token's subject
 * @param roles {@code owner}, {@code operator}, {@code auditor}, {@code privacy}
 * @param organization whose applications they see
 */
public record Person(String name, Secret password, List<String> roles, String organization) {
    public Person {
        requireNonNull(name);
        requireNonNull(password);
        roles = List.copyOf(roles);
        requireNonNull(organization);
    }
}
