package dev.mien.index.rekognition;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings as a test says them. */
record TestSettings(
        boolean enabled,
        Optional<String> region,
        Optional<URI> endpoint,
        String collectionPrefix,
        double threshold,
        double floor,
        Duration callTimeout)
        implements RekognitionSettings {

    static TestSettings at(URI endpoint) {
        return new TestSettings(
                true, Optional.of("eu-central-1"), Optional.of(endpoint), "test-", 99, 95, Duration.ofSeconds(8));
    }

    TestSettings impatient() {
        return new TestSettings(enabled, region, endpoint, collectionPrefix, threshold, floor, Duration.ofSeconds(1));
    }

    @Override
    public long largestSearch() {
        return 10_000;
    }

    @Override
    public Duration cleanUpInterval() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration listingInterval() {
        return Duration.ofHours(24);
    }
}
