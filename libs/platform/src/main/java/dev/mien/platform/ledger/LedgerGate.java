package dev.mien.platform.ledger;

import dev.mien.platform.readiness.Gate;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Shut from start until everything that the ledger knew then has been applied, and shut again for good when the
 * database shows a lower number than memory does: it was restored under a running service, which then has to be
 * restarted. A late event does not shut it.
 */
@ApplicationScoped
@IfBuildProperty(name = "mien.ledger.follow", stringValue = "true", enableIfMissing = true)
public class LedgerGate implements Gate {
    private volatile boolean caughtUp;
    private volatile boolean wentBack;
    private long highest;

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public boolean open() {
        return caughtUp && !wentBack;
    }

    /** What tells nothing about anybody is answered all the same: an operator needs it most while this gate is shut. */
    @Override
    public boolean guards(String path) {
        return !path.equals("/status") && !path.equals("/.well-known/jwks.json");
    }

    synchronized void applied(long applied, long last) {
        highest = Math.max(highest, applied);
        if (applied >= last) {
            caughtUp = true;
        }
    }

    /** @return whether the database is older than this process has already seen it */
    synchronized boolean behindMemory(long applied) {
        if (applied < highest) {
            wentBack = true;
        }
        return wentBack;
    }
}
