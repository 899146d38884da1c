package dev.mien.index.face;

import dev.mien.index.inference.Network;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.Role;
import java.util.HashMap;
import java.util.Map;

/** The loaded networks of a profile, by role. Shared by all workers. */
final class Networks implements AutoCloseable {
    private final Map<String, Network> byRole;

    private Networks(Map<String, Network> byRole) {
        this.byRole = byRole;
    }

    static Networks load(ModelProfile profile) {
        Map<String, Network> loaded = new HashMap<>();
        for (Map.Entry<String, Role> role : profile.roles().entrySet()) {
            loaded.put(
                    role.getKey(),
                    Network.load(role.getValue().file(), role.getValue().sha256()));
        }
        return new Networks(Map.copyOf(loaded));
    }

    Map<String, Network> byRole() {
        return byRole;
    }

    @Override
    public void close() {
        byRole.values().forEach(Network::close);
    }
}
