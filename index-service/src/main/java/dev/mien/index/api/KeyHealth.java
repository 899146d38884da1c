package dev.mien.index.api;

import dev.mien.index.epoch.KeyReminders.Reminder;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** What the operator has to do with keys. A service is well with an old key; what is promised of erased faces is not. */
@Wellness
@Singleton
public class KeyHealth implements HealthCheck {
    private final KeyLoop keys;

    KeyHealth(KeyLoop keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("keys").up();
        for (Reminder reminder : keys.due()) {
            response.withData(reminder.kind().name() + " " + reminder.version(), reminder.toString());
        }
        return response.build();
    }
}
