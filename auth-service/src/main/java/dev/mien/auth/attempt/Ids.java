package dev.mien.auth.attempt;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;

/** Where random ids come from; tests put another source in its place. */
class Ids {
    @Produces
    @Singleton
    @DefaultBean
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }
}
