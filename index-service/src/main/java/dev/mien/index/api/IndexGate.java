package dev.mien.index.api;

import dev.mien.index.replica.Replica;
import dev.mien.platform.readiness.Gate;
import jakarta.inject.Singleton;

/**
 * Shut until every head has been looked at. An index that does not add up to its head shuts nobody out but its own
 * application, whose calls are answered 503.
 */
@Singleton
public class IndexGate implements Gate {
    private final Replica replica;

    IndexGate(Replica replica) {
        this.replica = replica;
    }

    @Override
    public String name() {
        return "index";
    }

    @Override
    public boolean open() {
        return replica.ready();
    }
}
