package dev.mien.contracts.context;

import java.util.List;
import java.util.Objects;

/**
 * What an application allows, in full.
 *
 * @param revision rises with every change; what was decided can name the policy it was decided by
 * @param origins exact origins, {@code scheme://host[:port]}, that browsers may come from; empty lets none in
 * @param countries ISO 3166-1 alpha-2 codes that may come in; empty means all
 * @param liveness the guard that every enrollment and authentication must pass
 * @param duplicatesRefused whether a face that is enrolled already may not enroll again
 * @param targetFpir the tolerated false-positive identification rate of a search, above 0 and at most 0.1
 * @param payloadSource who may give the payload
 * @param termsVersion the version of the terms that consent must name
 * @param minimumFrames fewest frames of an operation, at least 1
 * @param maximumFrames most frames of an operation
 * @param estimates whether age and gender are estimated by looks, at enrollment and in analyses of pictures
 * @param minimumAge younger visitors are refused at enrollment; null: no check
 * @param retentionDays unused for longer, a Facial ID is erased
 * @param profile the model profile that the application was created with
 * @param engine where its faces are stored and searched for; what has none named is {@link Engine#ONNX}
 * @param learning whether an authentication that was certain joins the template, as another occasion of the same face
 * @param movingTo the model profile that people are moving to, one by one; null: none
 * @param imports whether the backend may enroll from stored pictures, which no liveness check has seen
 */
public record Policy(
        long revision,
        List<String> origins,
        List<String> countries,
        Liveness liveness,
        boolean duplicatesRefused,
        double targetFpir,
        PayloadSource payloadSource,
        String termsVersion,
        int minimumFrames,
        int maximumFrames,
        boolean estimates,
        Integer minimumAge,
        int retentionDays,
        String profile,
        Engine engine,
        boolean learning,
        String movingTo,
        boolean imports) {
    /** A search that is wrong more often than this is not worth having. */
    public static final double MAXIMUM_FPIR = 0.1;
    /** Frames of one operation, at most; a bound of the suite, whatever a policy says. */
    public static final int MAXIMUM_FRAMES = 16;

    /** Frames without which no challenge can be performed: the first, and one for each of three steps. */
    public static final int CHALLENGE_FRAMES = 4;

    public Policy {
        origins = List.copyOf(origins);
        countries = List.copyOf(countries);
        Objects.requireNonNull(liveness, "liveness");
        Objects.requireNonNull(payloadSource, "payloadSource");
        Objects.requireNonNull(termsVersion, "termsVersion");
        Objects.requireNonNull(profile, "profile");
        engine = engine == null ? Engine.ONNX : engine;
        if (profile.equals(movingTo)) {
            throw new IllegalArgumentException("movingTo must be another profile than the one that people move from");
        }
        if (!(targetFpir > 0 && targetFpir <= MAXIMUM_FPIR)) {
            throw new IllegalArgumentException("targetFpir must be above 0 and at most " + MAXIMUM_FPIR);
        }
        if (minimumFrames < 1 || maximumFrames < minimumFrames || maximumFrames > MAXIMUM_FRAMES) {
            throw new IllegalArgumentException(
                    "frames must satisfy 1 <= minimumFrames <= maximumFrames <= " + MAXIMUM_FRAMES);
        }
        if (retentionDays < 1) {
            throw new IllegalArgumentException("retentionDays must be at least 1");
        }
    }

    /** With the engine that needs nobody else, templates that do not learn, and no imports. */
    public Policy(
            long revision,
            List<String> origins,
            List<String> countries,
            Liveness liveness,
            boolean duplicatesRefused,
            double targetFpir,
            PayloadSource payloadSource,
            String termsVersion,
            int minimumFrames,
            int maximumFrames,
            boolean estimates,
            Integer minimumAge,
            int retentionDays,
            String profile) {
        this(
                revision,
                origins,
                countries,
                liveness,
                duplicatesRefused,
                targetFpir,
                payloadSource,
                termsVersion,
                minimumFrames,
                maximumFrames,
                estimates,
                minimumAge,
                retentionDays,
                profile,
                Engine.ONNX,
                false,
                null,
                false);
    }

    /** The same policy, with other model profiles. @param to null: nobody moves */
    public Policy withProfiles(long changedIn, String from, String to) {
        return new Policy(
                changedIn,
                origins,
                countries,
                liveness,
                duplicatesRefused,
                targetFpir,
                payloadSource,
                termsVersion,
                minimumFrames,
                maximumFrames,
                estimates,
                minimumAge,
                retentionDays,
                from,
                engine,
                learning,
                to,
                imports);
    }

    /**
     * The same policy as it is for one picture of an import: a stored picture shows no liveness, and is one.
     *
     * @throws IllegalStateException where the application imports nobody
     */
    public Policy forImports() {
        if (!imports) {
            throw new IllegalStateException("this application imports nobody");
        }
        return new Policy(
                revision,
                origins,
                countries,
                Liveness.NONE,
                duplicatesRefused,
                targetFpir,
                payloadSource,
                termsVersion,
                1,
                1,
                estimates,
                minimumAge,
                retentionDays,
                profile,
                engine,
                learning,
                movingTo,
                true);
    }
}
