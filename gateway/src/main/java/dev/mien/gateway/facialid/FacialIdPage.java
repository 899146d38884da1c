package dev.mien.gateway.facialid;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.Profile;
import dev.mien.contracts.enrollment.ProfilePage;
import java.util.List;

/**
 * Facial IDs in the order of their creation.
 *
 * @param next what {@code after} of the next page has to be; null on the last one
 */
public record FacialIdPage(List<FacialId> items, String next) {
    static FacialIdPage of(ProfilePage page) {
        return new FacialIdPage(page.items().stream().map(Profile::facialId).toList(), page.next());
    }
}
