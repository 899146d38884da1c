package dev.mien.contracts.index;

import java.util.List;

/** What an application can be created with: the model profiles of index-service. */
public record InstalledProfiles(List<InstalledProfile> profiles) {
    public InstalledProfiles {
        profiles = List.copyOf(profiles);
    }
}
