package dev.mien.index.face;

import dev.mien.index.inference.Network;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.Role;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The loaded networks of some profiles. Shared by all workers; a file that several roles name is loaded once. */
final class Networks implements AutoCloseable {
    private final Map<Path, Network> byFile;

    private Networks(Map<Path, Network> byFile) {
        this.byFile = byFile;
    }

    /** Loads all or, when one cannot be loaded, none. */
    static Networks load(List<ModelProfile> profiles) {
        Map<Path, Network> loaded = new HashMap<>();
        try {
            for (ModelProfile profile : profiles) {
                for (Role role : profile.roles().values()) {
                    if (!loaded.containsKey(role.file())) {
                        loaded.put(role.file(), Network.load(role.file(), role.sha256()));
                    }
                }
            }
        } catch (RuntimeException failed) {
            loaded.values().forEach(Network::close);
            throw failed;
        }
        return new Networks(loaded);
    }

    /** One of the profiles that were loaded. */
    Map<String, Network> byRole(ModelProfile profile) {
        Map<String, Network> networks = new HashMap<>();
        profile.roles().forEach((name, role) -> networks.put(name, byFile.get(role.file())));
        return Map.copyOf(networks);
    }

    @Override
    public void close() {
        byFile.values().forEach(Network::close);
    }
}
