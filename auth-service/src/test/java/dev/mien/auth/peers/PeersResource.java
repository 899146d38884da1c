package dev.mien.auth.peers;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts the peers before the application, and hands them to fields of type {@link Peers}. */
public class PeersResource implements QuarkusTestResourceLifecycleManager {
    private Peers peers;

    @Override
    public Map<String, String> start() {
        peers = new Peers();
        return Map.of(
                "mien.services.index", peers.index().url(),
                "mien.services.enrollment", peers.enrollment().url(),
                "mien.services.deletion", peers.deletion().url());
    }

    @Override
    public void stop() {
        if (peers != null) {
            peers.close();
            peers = null;
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(peers, new TestInjector.MatchesType(Peers.class));
    }
}
