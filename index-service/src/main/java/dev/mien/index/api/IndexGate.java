package dev.mien.index.api;

import dev.mien.index.replica.Replica;
import dev.mien.platform.readiness.Gate;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/**
 * Shut until every head has been looked at. An index that does not add up to its head shuts nobody out but its own
 * application, whose calls are answered 503.
 */
@Singleton
public class IndexGate implements Gate {
    /** Not had before it is asked for: filters are made while the application is built, where no engine may start. */
    private final Instance<Replica> replica;

    IndexGate(Instance<Replica> replica) {
        this.replica = replica;
    }

    @Override
    public String name() {
        return "index";
    }

    @Override
    public boolean open() {
        return replica.get().ready();
    }
}
