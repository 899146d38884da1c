package dev.mien.index.api;

import dev.mien.index.replica.Replica;
import dev.mien.platform.readiness.Gate;
import jakarta.inject.Singleton;

/** Shut until every index in memory is level with its head, and while one of them does not add up to it. */
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
        return replica.level();
    }
}
