package dev.mien.index.service;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** Nothing happens by the passing of time: what is done was asked for by a call or an event. */
public class PlayedService implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.test-port", "0",
                "quarkus.arc.exclude-types",
                        "dev.mien.index.face.FaceEngineStart,dev.mien.index.probe.EngineAnalysis,"
                                + "dev.mien.index.photo.EnginePhotos",
                "mien.models.directory", "no-models-are-needed",
                "mien.ledger.poll-interval", "1h",
                "mien.index.check-interval", "1h",
                // A test that holds the machine up must not cost the lease.
                "mien.index.lease", "60s");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(PlayedEngine.class, PlayedPhotos.class);
    }
}
