package dev.mien.gateway.admission;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to start where anybody may say where they come from. An address that a header names is believed of the
 * proxies that are named, and of nobody else: by it sessions are counted, and it is what is written down.
 */
@ApplicationScoped
public class ProxyCheck {
    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final String TRUSTED = "quarkus.http.proxy.trusted-proxies";

    private final boolean forwarding;
    private final List<String> trusted;

    public ProxyCheck(
            @ConfigProperty(name = FORWARDING, defaultValue = "false") boolean forwarding,
            @ConfigProperty(name = TRUSTED) Optional<List<String>> trusted) {
        this.forwarding = forwarding;
        this.trusted = trusted.orElse(List.of());
    }

    /** @throws IllegalStateException naming the settings */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        if (forwarding && trusted.stream().allMatch(String::isBlank)) {
            throw new IllegalStateException(TRUSTED + " must name the proxies before the gateway: with " + FORWARDING
                    + ", addresses are taken from a header, and without it from anybody's.");
        }
    }
}
