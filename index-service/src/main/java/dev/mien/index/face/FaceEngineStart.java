package dev.mien.index.face;

import dev.mien.index.profile.Installed;
import dev.mien.index.profile.Licences;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.ProfileReader;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the engines when the service starts: a missing or changed model is found then, not by the first person. */
@ApplicationScoped
public class FaceEngineStart {
    private static final Logger LOG = Logger.getLogger(FaceEngineStart.class);
    private static final String LOCAL = "local";

    private final String deployment;

    FaceEngineStart(@ConfigProperty(name = "mien.deployment", defaultValue = "production") String deployment) {
        this.deployment = deployment;
    }

    @Produces
    @Singleton
    @Startup
    @Unremovable
    FaceEngines engines(FaceSettings settings) {
        List<ModelProfile> profiles = profiles(settings, deployment);
        int workers = settings.workers().orElse(Runtime.getRuntime().availableProcessors());
        FaceEngines engines = new FaceEngines(profiles, workers, settings.waiting());
        LOG.infof(
                "Model profiles: %s", profiles.stream().map(ModelProfile::name).toList());
        return engines;
    }

    /**
     * @param deployment {@code local} for the local stack; everything else counts as production
     * @throws IllegalStateException for a profile that production may not use, before anything of it is loaded
     */
    static List<ModelProfile> profiles(FaceSettings settings, String deployment) {
        ProfileReader reader = new ProfileReader();
        List<ModelProfile> profiles =
                settings.profiles().orElseGet(() -> Installed.names(settings.directory())).stream()
                        .map(name -> reader.read(settings.directory(), name))
                        .toList();
        if (!deployment.equals(LOCAL)) {
            Licences.requireAcknowledged(profiles, settings.acknowledged().orElse(Set.of()));
        }
        return profiles;
    }

    void stop(@Disposes FaceEngines engines) throws Exception {
        engines.close();
    }
}
