package dev.mien.gateway.admin;

import java.util.List;

/**
 * An organization's applications, in the order of their creation.
 *
 * @param operatorTerms the version that a new one's creator has to accept
 */
public record ApplicationList(List<ApplicationView> items, String operatorTerms) {
    public ApplicationList {
        items = List.copyOf(items);
    }
}
