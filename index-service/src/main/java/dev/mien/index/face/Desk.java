package dev.mien.index.face;

import dev.mien.index.intake.Intake;
import dev.mien.index.profile.ModelProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one worker has: an analyst for each profile, with buffers of its own. */
final class Desk implements AutoCloseable {
    private final Map<String, FrameAnalyst> analysts = new HashMap<>();

    Desk(Intake intake, List<ModelProfile> profiles, Networks networks) {
        for (ModelProfile profile : profiles) {
            analysts.put(profile.name(), new FrameAnalyst(intake, profile, networks.byRole(profile)));
        }
    }

    FrameAnalyst analyst(ModelProfile profile) {
        return analysts.get(profile.name());
    }

    @Override
    public void close() {
        analysts.values().forEach(FrameAnalyst::close);
    }
}
