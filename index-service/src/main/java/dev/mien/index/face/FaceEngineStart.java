package dev.mien.index.face;

import dev.mien.index.profile.ProfileReader;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the engine when the service starts: a missing or changed model is found then, not by the first person. */
@ApplicationScoped
public class FaceEngineStart {

    @Produces
    @Singleton
    @Startup
    @Unremovable
    FaceEngine engine(FaceSettings settings) {
        var profile = new ProfileReader().read(settings.directory(), settings.profile());
        int workers = settings.workers().orElse(Runtime.getRuntime().availableProcessors());
        return new FaceEngine(profile, workers, settings.waiting());
    }

    void stop(@Disposes FaceEngine engine) throws Exception {
        engine.close();
    }
}
