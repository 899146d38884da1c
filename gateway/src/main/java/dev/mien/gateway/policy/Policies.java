package dev.mien.gateway.policy;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Ability;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import dev.mien.gateway.origin.OriginRule;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes policies: the one that a new application has, and what a change makes of it. */
@ApplicationScoped
public class Policies {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern TERMS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MAXIMUM_ORIGINS = 100;
    /** Of all origins together: the policy travels with each request, in a header, and a header has its bounds. */
    private static final int MAXIMUM_ORIGIN_CHARACTERS = 6_000;
    /** Frames by default: a photo or a few. */
    private static final int MAXIMUM = 4;

    /** Frames by default with a challenge: the way to each step and back from it, too. */
    private static final int CHALLENGE_MAXIMUM = 12;

    private static final int MAXIMUM_AGE = 120;
    private static final int MAXIMUM_RETENTION_DAYS = 3 * 365;

    private final ModelProfiles profiles;

    public Policies(ModelProfiles profiles) {
        this.profiles = profiles;
    }

    /**
     * The policy of a new application: closed until somebody opens it. Liveness is active by default; whoever wants to
     * go without has to say {@code none}. Whether it can be checked, {@link Guards} knows. The model profile is the
     * best one that is installed, and stays the application's when a better one comes. Templates learn, as the terms of
     * a new application can say from the beginning (docs/privacy.md).
     *
     * @throws Refusal INVALID_REQUEST, naming the member
     */
    public Policy initial(PolicyChange wanted) {
        boolean active = constant("liveness", Liveness.class, wanted.liveness(), Liveness.ACTIVE)
                .active();
        Policy closed = new Policy(
                0,
                List.of(),
                List.of(),
                Liveness.ACTIVE,
                true,
                1e-3,
                PayloadSource.BACKEND,
                "1",
                active ? Policy.CHALLENGE_FRAMES : 1,
                active ? CHALLENGE_MAXIMUM : MAXIMUM,
                false,
                null,
                365,
                profiles.best(),
                Engine.ONNX,
                constant("engine", Engine.class, wanted.engine(), Engine.ONNX).can(Ability.LEARNING),
                null,
                false);
        return checked(merge(closed, 1, wanted), wanted);
    }

    /**
     * @return the policy with the next revision
     * @throws Refusal INVALID_REQUEST, naming the member
     */
    public Policy changed(Policy policy, PolicyChange wanted) {
        if (wanted.profile() != null && !wanted.profile().equals(policy.profile())) {
            throw invalid(
                    "profile",
                    "cannot change here: templates of another profile cannot be compared with these. People move to another"
                            + " one by a migration (PUT …/migration)");
        }
        if (constant("engine", Engine.class, wanted.engine(), policy.engine()) != policy.engine()) {
            throw invalid("engine", "cannot change: what one engine has stored, another cannot search");
        }
        if (!policy.learning()
                && Boolean.TRUE.equals(wanted.learning())
                && (wanted.termsVersion() == null || wanted.termsVersion().equals(policy.termsVersion()))) {
            throw invalid(
                    "learning",
                    "can be turned on together with a new termsVersion alone: the terms have to say that templates"
                            + " learn, and nobody who agreed to others is learned from");
        }
        return checked(merge(policy, policy.revision() + 1, wanted), wanted);
    }

    /**
     * The policy under which people move to another model profile.
     *
     * @throws Refusal INVALID_REQUEST when they cannot, CONFLICT when they are on their way elsewhere
     */
    public Policy moving(Policy policy, String to) {
        if (!policy.engine().can(Ability.MIGRATION)) {
            throw invalid("engine", "is \"rekognition\", whose people cannot be moved");
        }
        if (!profiles.all().contains(to)) {
            throw invalid("profile", "must be one of those installed: " + String.join(", ", profiles.all()));
        }
        if (to.equals(policy.profile())) {
            throw invalid("profile", "is \"" + to + "\" already");
        }
        if (policy.movingTo() != null) {
            throw Refusal.of(
                    Code.CONFLICT,
                    "People are moving to \"" + policy.movingTo() + "\"; finish that migration or roll it back.");
        }
        return policy.withProfiles(policy.revision() + 1, policy.profile(), to);
    }

    private static Policy merge(Policy base, long revision, PolicyChange wanted) {
        try {
            return new Policy(
                    revision,
                    or(wanted.origins(), base.origins()),
                    or(wanted.countries(), base.countries()),
                    constant("liveness", Liveness.class, wanted.liveness(), base.liveness()),
                    or(wanted.duplicatesRefused(), base.duplicatesRefused()),
                    or(wanted.targetFpir(), base.targetFpir()),
                    constant("payloadSource", PayloadSource.class, wanted.payloadSource(), base.payloadSource()),
                    or(wanted.termsVersion(), base.termsVersion()),
                    or(wanted.minimumFrames(), base.minimumFrames()),
                    or(wanted.maximumFrames(), base.maximumFrames()),
                    or(wanted.estimates(), base.estimates()),
                    or(wanted.minimumAge(), Optional.ofNullable(base.minimumAge()))
                            .orElse(null),
                    or(wanted.retentionDays(), base.retentionDays()),
                    or(wanted.profile(), base.profile()),
                    constant("engine", Engine.class, wanted.engine(), base.engine()),
                    or(wanted.learning(), base.learning()),
                    base.movingTo(),
                    or(wanted.imports(), base.imports()));
        } catch (IllegalArgumentException rule) {
            // The contract's own sentences: they name the member.
            throw Refusal.of(Code.INVALID_REQUEST, "policy: " + rule.getMessage() + ".");
        } catch (NullPointerException nothing) {
            throw Refusal.of(Code.INVALID_REQUEST, "policy: a list may not hold null.");
        }
    }

    private Policy checked(Policy policy, PolicyChange wanted) {
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
        policy.origins().forEach(Policies::checkOrigin);
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

    private static <E extends Enum<E>> E constant(String member, Class<E> type, String wanted, E kept) {
        if (wanted == null) {
            return kept;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                return constant;
            }
        }
        throw invalid(
                member,
                "must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
    }

    private static <T> T or(T wanted, T kept) {
        return wanted == null ? kept : wanted;
    }

    static Refusal invalid(String member, String rule) {
        return Refusal.of(Code.INVALID_REQUEST, "policy." + member + " " + rule + ".");
    }
}
