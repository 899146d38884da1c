package dev.mien.index.rekognition;

import dev.mien.index.photo.FacePhotos;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.store.StoredProbes;
import dev.mien.index.vault.FrameSeal;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.sql.Database;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Makes the engine when the service starts, and has it clean up behind itself while the service runs. */
@ApplicationScoped
public class RekognitionStart {
    private static final Logger LOG = Logger.getLogger(RekognitionStart.class);
    private static final String LOCAL = "local";
    private static final Duration TIMEOUT_MIN = Duration.ofSeconds(1);
    private static final Duration TIMEOUT_MAX = Duration.ofSeconds(8);
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9_.-]{1,100}");

    private final RekognitionSettings settings;
    private final String deployment;
    private final Instance<RekognitionEngine> engine;
    private Optional<AwsClients> aws = Optional.empty();

    RekognitionStart(
            RekognitionSettings settings,
            Instance<RekognitionEngine> engine,
            @ConfigProperty(name = "mien.deployment", defaultValue = "production") String deployment) {
        this.settings = settings;
        this.engine = engine;
        this.deployment = deployment;
    }

    @Produces
    @Singleton
    RekognitionEngine engine(
            Database database,
            FaceAnalysis analysis,
            FacePhotos photos,
            StoredProbes stored,
            FrameSeal seal,
            LedgerGuard guard,
            SubjectHasher hasher,
            Clock clock) {
        check(settings, deployment);
        if (settings.enabled()) {
            AwsCredentialsProvider usual = DefaultCredentialsProvider.builder().build();
            aws = Optional.of(AwsClients.connect(settings, usual));
        }
        return new RekognitionEngine(
                new RekognitionEngine.Rooms(database, analysis, photos, stored, seal, guard, hasher, clock),
                settings,
                aws);
    }

    /** @throws IllegalStateException naming the setting that cannot be */
    static void check(RekognitionSettings settings, String deployment) {
        Similarities.of(settings);
        if (!PREFIX.matcher(settings.collectionPrefix()).matches()) {
            throw new IllegalStateException(
                    "mien.rekognition.collection-prefix must be 1 to 100 letters, digits, dots, hyphens or underscores");
        }
        Duration timeout = settings.callTimeout();
        if (timeout.compareTo(TIMEOUT_MIN) < 0 || timeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalStateException("mien.rekognition.call-timeout must be 1 to 8 seconds");
        }
        if (!settings.enabled()) {
            return;
        }
        if (settings.region().isEmpty()) {
            throw new IllegalStateException(
                    "mien.rekognition.region is missing: where faces are sent to must be chosen, and named in consents");
        }
        if (!deployment.equals(LOCAL)
                && settings.endpoint()
                        .map(URI::getScheme)
                        .filter(scheme -> !scheme.equals("https"))
                        .isPresent()) {
            throw new IllegalStateException("mien.rekognition.endpoint must be https: pictures of faces go there");
        }
    }

    void say(@Observes StartupEvent started) {
        if (!settings.enabled() && engine.get().holdsAny()) {
            LOG.error("event=rekognition-off-with-faces: mien.rekognition.enabled is false, and faces are at AWS;"
                    + " erasures of those people are not confirmed until it is true again");
        }
    }

    @Scheduled(every = "${mien.rekognition.clean-up-interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void cleanUp() {
        if (settings.enabled()) {
            engine.get().cleanUp();
        }
    }

    @PreDestroy
    void close() {
        aws.ifPresent(AwsClients::close);
    }
}
