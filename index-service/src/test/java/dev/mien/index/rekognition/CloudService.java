package dev.mien.index.rekognition;

import dev.mien.index.service.PlayedService;
import java.util.HashMap;
import java.util.Map;

/** The service with the engine switched on. Here time passes: what is asked for of AWS is looked after by the clock. */
public class CloudService extends PlayedService {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("mien.rekognition.enabled", "true");
        settings.put("mien.rekognition.region", "eu-central-1");
        // The played AWS speaks HTTP, on loopback.
        settings.put("mien.deployment", "local");
        settings.put("mien.ledger.poll-interval", "200ms");
        settings.put("mien.index.check-interval", "200ms");
        return settings;
    }
}
