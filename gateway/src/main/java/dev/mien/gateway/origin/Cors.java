package dev.mien.gateway.origin;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The origin that may read this request's answer; nobody until an application's policy has named it. */
@RequestScoped
public class Cors {
    private String origin;

    public void allow(String origin) {
        this.origin = origin;
    }

    Optional<String> origin() {
        return Optional.ofNullable(origin);
    }
}
