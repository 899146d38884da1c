package dev.mien.index.profile;

import java.util.List;
import java.util.Objects;

/**
 * Under which conditions a profile's models may be used, as far as they are known.
 *
 * @param title what it consists of, for people
 * @param licences SPDX identifiers of all its models, borrowed ones included
 * @param commercialUse whether it is permitted, and what speaks against it
 * @param trainingData whose faces the models learned from, as far as known
 */
public record Card(String title, List<String> licences, String commercialUse, String trainingData) {
    public Card {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(commercialUse, "commercialUse");
        Objects.requireNonNull(trainingData, "trainingData");
        licences = List.copyOf(licences);
        if (licences.isEmpty()) {
            throw new IllegalArgumentException("a profile's card names at least one licence");
        }
    }
}
