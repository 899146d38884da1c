package dev.mien.enrollment.peers;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts the peers before the application, and hands them to fields of their types. */
public class PeersResource implements QuarkusTestResourceLifecycleManager {
    private FakeIndex index;
    private FakeDeletion deletion;

    @Override
    public Map<String, String> start() {
        index = new FakeIndex();
        deletion = new FakeDeletion();
        return Map.of("mien.services.index", index.url(), "mien.services.deletion", deletion.url());
    }

    @Override
    public void stop() {
        if (index != null) {
            index.close();
            deletion.close();
            index = null;
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(index, new TestInjector.MatchesType(FakeIndex.class));
        injector.injectIntoFields(deletion, new TestInjector.MatchesType(FakeDeletion.class));
    }
}
