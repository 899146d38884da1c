package dev.mien.gateway.policy;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Ability;
import dev.mien.contracts.context.Policy;
import dev.mien.gateway.origin.OriginRule;
import dev.mien.platform.problem.Refusal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a policy must be beyond what its record asks of any: bounds, codes of countries, forms of origins, and what the
 * application's engine can do. Which models are loaded, and what they can check, {@link Guards} knows. Thread safe.
 */
final class PolicyRules {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern TERMS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MAXIMUM_ORIGINS = 100;
    /** Of all origins together: the policy travels with each request, in a header, and a header has its bounds. */
    private static final int MAXIMUM_ORIGIN_CHARACTERS = 6_000;

    private static final int MAXIMUM_AGE = 120;
    private static final int MAXIMUM_RETENTION_DAYS = 3 * 365;

    private final ModelProfiles profiles;

    PolicyRules(ModelProfiles profiles) {
        this.profiles = profiles;
    }

    /**
     * @param wanted the change that the policy came of
     * @return the policy as it is
     * @throws Refusal INVALID_REQUEST, naming the member
     */
    Policy checked(Policy policy, PolicyChange wanted) {
        if (wanted.targetFpir() != null && !policy.engine().can(Ability.TARGET_FPIR)) {
            throw invalid(
                    "targetFpir",
                    "means nothing with the engine \"rekognition\", whose similarity has thresholds of its own"
                            + " (mien.rekognition.threshold at index-service)");
        }
        if (policy.learning() && !policy.engine().can(Ability.LEARNING)) {
            throw invalid("learning", "cannot be: templates of the engine \"rekognition\" cannot be changed");
        }
        if (policy.liveness().active() && policy.maximumFrames() < Policy.CHALLENGE_FRAMES) {
            throw invalid(
                    "maximumFrames",
                    "must be at least " + Policy.CHALLENGE_FRAMES
                            + " with a challenge: a first frame, and one for each of three steps");
        }
        if (policy.origins().size() > MAXIMUM_ORIGINS) {
            throw invalid("origins", "may name at most " + MAXIMUM_ORIGINS);
        }
        if (policy.origins().stream().mapToInt(String::length).sum() > MAXIMUM_ORIGIN_CHARACTERS) {
            throw invalid("origins", "may have at most " + MAXIMUM_ORIGIN_CHARACTERS + " characters together");
        }
        policy.origins().forEach(PolicyRules::checkOrigin);
        if (policy.countries().size() > COUNTRIES.size()) {
            throw invalid("countries", "may name each country once");
        }
        for (String country : policy.countries()) {
            if (!COUNTRIES.contains(country)) {
                throw invalid("countries", "must hold ISO 3166-1 alpha-2 codes in upper case");
            }
        }
        if (!TERMS.matcher(policy.termsVersion()).matches()) {
            throw invalid("termsVersion", "must be 1 to 64 letters, digits, dots, hyphens or underscores");
        }
        if (policy.minimumAge() != null && (policy.minimumAge() < 1 || policy.minimumAge() > MAXIMUM_AGE)) {
            throw invalid("minimumAge", "must be 1 to " + MAXIMUM_AGE + ", or null for no check");
        }
        if (policy.retentionDays() > MAXIMUM_RETENTION_DAYS) {
            throw invalid("retentionDays", "may be at most " + MAXIMUM_RETENTION_DAYS);
        }
        // One that the application was created with stays, whatever is offered to new ones.
        if (policy.revision() == 1 && !profiles.all().contains(policy.profile())) {
            throw invalid("profile", "must be one of those installed: " + String.join(", ", profiles.all()));
        }
        return policy;
    }

    private static void checkOrigin(String origin) {
        try {
            new OriginRule(origin);
        } catch (IllegalArgumentException wrong) {
            // The rule's own sentence.
            throw invalid("origins", "holds \"" + origin + "\", which " + wrong.getMessage());
        }
    }

    /** @param rule to follow the member's name, without a full stop */
    static Refusal invalid(String member, String rule) {
        return Refusal.of(Code.INVALID_REQUEST, "policy." + member + " " + rule + ".");
    }
}
