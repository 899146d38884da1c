package dev.mien.index.face;

import dev.mien.index.inference.Workers;
import dev.mien.index.intake.Bounds;
import dev.mien.index.intake.Intake;
import dev.mien.index.profile.ModelProfile;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One engine for each profile, all of them on one pool of workers: how many profiles there are does not change how many
 * frames are looked at at once. Safe for many threads.
 */
public final class FaceEngines implements AutoCloseable {
    private final Networks networks;
    private final Workers<Desk> workers;
    private final Map<String, FaceEngine> engines = new HashMap<>();

    /**
     * Loads the profiles' networks.
     *
     * @param workers frames that are analysed at once; one a core is best
     * @param waiting frames that may wait for a worker; with the workers, at least one whole request
     */
    public FaceEngines(List<ModelProfile> profiles, int workers, int waiting) {
        if (workers + waiting < Bounds.FRAMES_MAX) {
            throw new IllegalArgumentException(
                    "a whole request of " + Bounds.FRAMES_MAX + " frames must be able to wait");
        }
        this.networks = Networks.load(profiles);
        Intake intake = new Intake();
        this.workers = new Workers<>(workers, waiting, () -> new Desk(intake, profiles, networks));
        for (ModelProfile profile : profiles) {
            engines.put(profile.name(), new FaceEngine(profile, this.workers, () -> {}));
        }
    }

    /** Empty when no profile of that name is loaded. */
    public Optional<FaceEngine> named(String profile) {
        return Optional.ofNullable(engines.get(profile));
    }

    /** What is loaded, by name. */
    public List<ModelProfile> profiles() {
        return engines.values().stream()
                .map(FaceEngine::profile)
                .sorted(Comparator.comparing(ModelProfile::name))
                .toList();
    }

    Workers<Desk> workers() {
        return workers;
    }

    @Override
    public void close() throws Exception {
        workers.close();
        networks.close();
    }
}
