package dev.mien.index.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts the ledger before the application, and hands it to fields of type {@link Ledger}. */
public class LedgerResource implements QuarkusTestResourceLifecycleManager {
    private Ledger ledger;

    @Override
    public Map<String, String> start() {
        ledger = new Ledger();
        return Map.of("mien.services.deletion", ledger.url());
    }

    @Override
    public void stop() {
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(ledger, new TestInjector.MatchesType(Ledger.class));
    }
}
