package dev.mien.index.profile;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the two probabilities of a network that tells men's faces from women's become a word.
 *
 * @param male which of both is that of a man's face, 0 or 1
 * @param minConfidence from which probability on the likelier of both is told, 0.5 to 1
 */
public record Genders(int male, double minConfidence) {
    public static final int CLASSES = 2;
    public static final String MALE = "male";
    public static final String FEMALE = "female";

    public Genders {
        if (male < 0 || male >= CLASSES || !(minConfidence >= 0.5 && minConfidence <= 1)) {
            throw new IllegalArgumentException("genders have an order of two, and minConfidence from 0.5 to 1");
        }
    }

    /** The likelier of both; empty where nobody asked, or the network is not sure enough. */
    public Optional<String> told(OptionalDouble maleProbability) {
        return confidence(maleProbability).stream()
                // Not "<": what is no number is not sure.
                .filter(confidence -> confidence >= minConfidence)
                .mapToObj(_ -> maleProbability.getAsDouble() > 0.5 ? MALE : FEMALE)
                .findFirst();
    }

    /** The probability of the likelier of both, 0.5 to 1. */
    public static OptionalDouble confidence(OptionalDouble maleProbability) {
        return maleProbability.stream().map(male -> Math.max(male, 1 - male)).findFirst();
    }
}
