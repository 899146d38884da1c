package dev.mien.gateway.policy;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Ability;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes policies: the one that a new application has, and what a change makes of it. {@link PolicyRules} judges both. */
@ApplicationScoped
public class Policies {
    /** Frames by default: a photo or a few. */
    private static final int MAXIMUM = 4;

    /** Frames by default with a challenge: the way to each step and back from it, too. */
    private static final int CHALLENGE_MAXIMUM = 12;

    private final ModelProfiles profiles;
    private final PolicyRules rules;

    public Policies(ModelProfiles profiles) {
        this.profiles = profiles;
        this.rules = new PolicyRules(profiles);
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
        return rules.checked(merge(closed, 1, wanted), wanted);
    }

    /**
     * @return the policy with the next revision
     * @throws Refusal INVALID_REQUEST, naming the member
     */
    public Policy changed(Policy policy, PolicyChange wanted) {
        if (wanted.profile() != null && !wanted.profile().equals(policy.profile())) {
            throw PolicyRules.invalid(
                    "profile",
                    "cannot change here: templates of another profile cannot be compared with these. People move to another"
                            + " one by a migration (PUT …/migration)");
        }
        if (constant("engine", Engine.class, wanted.engine(), policy.engine()) != policy.engine()) {
            throw PolicyRules.invalid("engine", "cannot change: what one engine has stored, another cannot search");
        }
        if (!policy.learning()
                && Boolean.TRUE.equals(wanted.learning())
                && (wanted.termsVersion() == null || wanted.termsVersion().equals(policy.termsVersion()))) {
            throw PolicyRules.invalid(
                    "learning",
                    "can be turned on together with a new termsVersion alone: the terms have to say that templates"
                            + " learn, and nobody who agreed to others is learned from");
        }
        return rules.checked(merge(policy, policy.revision() + 1, wanted), wanted);
    }

    /**
     * The policy under which people move to another model profile.
     *
     * @throws Refusal INVALID_REQUEST when they cannot, CONFLICT when they are on their way elsewhere
     */
    public Policy moving(Policy policy, String to) {
        if (!policy.engine().can(Ability.MIGRATION)) {
            throw PolicyRules.invalid("engine", "is \"rekognition\", whose people cannot be moved");
        }
        if (!profiles.all().contains(to)) {
            throw PolicyRules.invalid(
                    "profile", "must be one of those installed: " + String.join(", ", profiles.all()));
        }
        if (to.equals(policy.profile())) {
            throw PolicyRules.invalid("profile", "is \"" + to + "\" already");
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

    private static <E extends Enum<E>> E constant(String member, Class<E> type, String wanted, E kept) {
        if (wanted == null) {
            return kept;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                return constant;
            }
        }
        throw PolicyRules.invalid(
                member,
                "must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
    }

    private static <T> T or(T wanted, T kept) {
        return wanted == null ? kept : wanted;
    }
}
