package dev.mien.contracts.enrollment;

import java.util.List;

/**
 * A page of profiles in the order of their creation.
 *
 * @param next the cursor of the next page; null on the last one
 */
public record ProfilePage(List<Profile> items, String next) {
    public ProfilePage {
        items = List.copyOf(items);
    }
}
