package dev.mien.index.rekognition;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is set wrongly is said when the service starts, by the name of the setting. */
class RekognitionStartTest {
    private static final TestSettings GOOD = TestSettings.at(URI.create("https://vpce.example"));

    @Test
    void goodSettingsStart() {
        assertThatCode(() -> RekognitionStart.check(GOOD, "production")).doesNotThrowAnyException();
    }

    @Test
    void theRegionIsChosenAndNotGuessed() {
        refused(with(Optional.empty(), GOOD.endpoint(), "mien-", 99, 95, 5), "mien.rekognition.region");
    }

    @Test
    void picturesGoNowhereInTheClearExceptOnOneMachine() {
        TestSettings clear = with(GOOD.region(), Optional.of(URI.create("http://aws.example")), "mien-", 99, 95, 5);

        refused(clear, "mien.rekognition.endpoint");
        assertThatCode(() -> RekognitionStart.check(clear, "local")).doesNotThrowAnyException();
    }

    @Test
    void thresholdsThatLetEverybodyInAreRefused() {
        refused(with(GOOD.region(), GOOD.endpoint(), "mien-", 94, 95, 5), "mien.rekognition.threshold");
        refused(with(GOOD.region(), GOOD.endpoint(), "mien-", 99, 49, 5), "mien.rekognition.floor");
        refused(with(GOOD.region(), GOOD.endpoint(), "mien-", 101, 95, 5), "mien.rekognition.threshold");
        refused(with(GOOD.region(), GOOD.endpoint(), "mien-", Double.NaN, 95, 5), "mien.rekognition.threshold");
    }

    @Test
    void aStoreHasToFitItsTurn() {
        refused(with(GOOD.region(), GOOD.endpoint(), "mien-", 99, 95, 9), "mien.rekognition.call-timeout");
    }

    @Test
    void namesThatAwsDoesNotTakeAreRefused() {
        refused(with(GOOD.region(), GOOD.endpoint(), "our faces/", 99, 95, 5), "mien.rekognition.collection-prefix");
    }

    private static void refused(TestSettings settings, String setting) {
        assertThatThrownBy(() -> RekognitionStart.check(settings, "production"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(setting);
    }

    private static TestSettings with(
            Optional<String> region,
            Optional<URI> endpoint,
            String prefix,
            double threshold,
            double floor,
            int seconds) {
        return new TestSettings(true, region, endpoint, prefix, threshold, floor, Duration.ofSeconds(seconds));
    }
}
