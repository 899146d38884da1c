package dev.mien.contracts.index;

import dev.mien.contracts.context.Engine;
import java.util.List;
import java.util.Set;

/**
 * What an application can be created with: the model profiles of index-service, and its engines.
 *
 * @param engines those that the operator has enabled; where none is named, {@link Engine#ONNX}
 */
public record InstalledProfiles(List<InstalledProfile> profiles, Set<Engine> engines) {
    public InstalledProfiles {
        profiles = List.copyOf(profiles);
        engines = engines == null ? Set.of(Engine.ONNX) : Set.copyOf(engines);
    }
}
