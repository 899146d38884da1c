package dev.mien.index.face;

import dev.mien.index.inference.Network;
import dev.mien.index.profile.ModelProfile;
import dev.mien.index.profile.Role;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The loaded networks of some profiles. Shared by all workers; a file that several roles name is loaded once. What a
 * profile has beyond the roles that are read here, such as a network for the pose, takes no memory
 * (docs/decisions/0005).
 */
final class Networks implements AutoCloseable {
    private static final Set<String> READ =
            Set.of("detect", "detectNear", "landmarks", "embed", "liveness", "livenessWide", "age");

    private final Map<Path, Network> byFile;

    private Networks(Map<Path, Network> byFile) {
        this.byFile = byFile;
    }

    /** Loads all or, when one cannot be loaded, none. */
    static Networks load(List<ModelProfile> profiles) {
        Map<Path, Network> loaded = new HashMap<>();
        try {
            for (ModelProfile profile : profiles) {
                for (Role role : read(profile).values()) {
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
        read(profile).forEach((name, role) -> networks.put(name, byFile.get(role.file())));
        return Map.copyOf(networks);
    }

    private static Map<String, Role> read(ModelProfile profile) {
        return profile.roles().entrySet().stream()
                .filter(role -> READ.contains(role.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void close() {
        byFile.values().forEach(Network::close);
    }
}
