package dev.mien.testing.postgres;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * For {@code @QuarkusTestResource} or {@code @WithTestResource}: a fresh, empty database for the application under
 * test, on a real PostgreSQL. Sets {@code quarkus.datasource.jdbc.url}, {@code .username} and {@code .password}.
 */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private TestPostgres.Fresh fresh;

    @Override
    public Map<String, String> start() {
        fresh = TestPostgres.freshDatabase();
        return Map.of(
                "quarkus.datasource.jdbc.url", fresh.url(),
                "quarkus.datasource.username", fresh.database().name(),
                "quarkus.datasource.password", fresh.database().password());
    }

    @Override
    public void stop() {
        if (fresh != null) {
            fresh.drop();
            fresh = null;
        }
    }
}
