package dev.mien.gateway.policy;

import dev.mien.contracts.Services;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.index.InstalledProfile;
import dev.mien.contracts.index.InstalledProfiles;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Whether what a policy asks for can be had at index-service, and what its writer should know about it. */
@ApplicationScoped
public class Guards {
    private static final String PASSIVE_ALONE =
            "policy.liveness is \"passive\": it judges each frame by its looks alone. Measured, it turned away 9 of"
                    + " 134 portraits, and it was tested on two spoofs only. \"active\" or \"both\" guard better.";

    private static final String NOWHERE =
            "policy.countries names countries, and no database of countries is read yet: every visitor's country is"
                    + " unknown, so this application lets nobody in.";

    private static final String ESTIMATES =
            "policy.estimates is true: the age and gender of everybody who enrolls are estimated by looks alone, told and"
                    + " kept with the person, so the consent text must say so. No gender is"
                    + " told that the network is not sure of: of 134 portraits 11 with \"standard\", 16 with \"accurate\";"
                    + " of the others none was told wrongly. Where the model profile's role \"age\" has no output"
                    + " \"genders\", gender stays null.";

    private static final String REKOGNITION =
            "policy.engine is \"rekognition\": one frame of each enrollment and authentication, and both pictures of each"
                    + " comparison, are sent to Amazon Web Services, which keeps the enrolled faces, and pictures too"
                    + " unless the operator has opted out there. The consent text must name Amazon Web Services and the"
                    + " region. There is no scoped search,"
                    + " no target FPIR (thresholds are the operator's, by Rekognition's own similarity), no learning,"
                    + " and nothing can be exported, re-keyed or migrated; enrollments are made one after another.";

    private static final String IMPORTS =
            "policy.imports is true: whoever has an API key of this application can enroll faces from stored pictures. No"
                    + " liveness check sees them, and a picture of anybody can be sent: the legal basis that the importer"
                    + " states is the importer's word alone.";

    private final InstalledProfilesApi index;
    private final Calls calls;

    public Guards(@RestClient InstalledProfilesApi index, Calls calls) {
        this.index = index;
        this.calls = calls;
    }

    /**
     * Asks index-service what the policy's profile can check, and for its engine; so it calls, and does not belong in a
     * transaction.
     *
     * @throws Refusal INVALID_REQUEST with the reason; 503 while index-service cannot be asked
     */
    public void requireCheckable(Policy policy) {
        boolean asksOfNetworks = policy.liveness() != Liveness.NONE || wantsAge(policy);
        if (!asksOfNetworks && policy.engine() == Engine.ONNX) {
            return;
        }
        InstalledProfiles installed = calls.to(Services.INDEX, index::installed);
        if (!installed.engines().contains(policy.engine())) {
            throw PolicyRules.invalid(
                    "engine", "is \"rekognition\", which the operator has not enabled (mien.rekognition.enabled)");
        }
        if (!asksOfNetworks) {
            return;
        }
        Optional<InstalledProfile> profile = installed.profiles().stream()
                .filter(one -> one.name().equals(policy.profile()))
                .findFirst();
        if (profile.isEmpty()) {
            throw PolicyRules.invalid("profile", "is \"" + policy.profile() + "\", which index-service has not loaded");
        }
        if (policy.liveness() != Liveness.NONE && !profile.get().liveness().contains(policy.liveness())) {
            throw PolicyRules.invalid("liveness", reason(policy, profile.get()));
        }
        if (wantsAge(policy) && !profile.get().estimates().contains(InstalledProfile.AGE)) {
            throw PolicyRules.invalid(
                    policy.estimates() ? "estimates" : "minimumAge",
                    "needs an age, and the model profile \"%s\" fills no role \"age\"".formatted(policy.profile()));
        }
    }

    /**
     * As {@link #requireCheckable}, for the model profile that people are to move to: it is loaded, and fills every
     * role that the policy needs.
     */
    public void requireCheckableBy(String profile, Policy policy) {
        boolean loaded = calls.to(Services.INDEX, index::installed).profiles().stream()
                .anyMatch(one -> one.name().equals(profile));
        if (!loaded) {
            throw PolicyRules.invalid("profile", "is \"" + profile + "\", which index-service has not loaded");
        }
        requireCheckable(policy.withProfiles(policy.revision(), profile, null));
    }

    private static boolean wantsAge(Policy policy) {
        return policy.estimates() || policy.minimumAge() != null;
    }

    private static String reason(Policy policy, InstalledProfile profile) {
        List<String> missing = new ArrayList<>();
        if (policy.liveness().active() && !profile.liveness().contains(Liveness.ACTIVE)) {
            missing.add("\"landmarks\" with a mesh of 468 points, which the active check reads");
        }
        if (policy.liveness().passive() && !profile.liveness().contains(Liveness.PASSIVE)) {
            missing.add("\"liveness\", which the passive check asks");
        }
        return "is \"%s\", and the model profile \"%s\" fills no role %s"
                .formatted(
                        policy.liveness().name().toLowerCase(Locale.ROOT),
                        profile.name(),
                        String.join(", and no role ", missing));
    }

    /** What the writer of a policy should know, one sentence or two each. */
    public static List<String> warnings(Policy policy) {
        List<String> warnings = new ArrayList<>();
        if (policy.liveness() == Liveness.PASSIVE) {
            warnings.add(PASSIVE_ALONE);
        }
        if (!policy.countries().isEmpty()) {
            warnings.add(NOWHERE);
        }
        if (policy.estimates()) {
            warnings.add(ESTIMATES);
        }
        if (policy.engine() == Engine.REKOGNITION) {
            warnings.add(REKOGNITION);
        }
        if (policy.imports()) {
            warnings.add(IMPORTS);
        }
        return warnings;
    }
}
