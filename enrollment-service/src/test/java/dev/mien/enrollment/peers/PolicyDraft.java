package dev.mien.enrollment.peers;

import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import java.util.List;

/** A policy as new applications have it, but for what a test names. */
public record PolicyDraft(
        boolean duplicatesRefused,
        PayloadSource payloadSource,
        boolean estimates,
        Integer minimumAge,
        Liveness liveness,
        boolean learning,
        String movingTo,
        boolean imports) {
    public static final String TERMS = "2026-01";

    public static PolicyDraft usual() {
        return new PolicyDraft(true, PayloadSource.BACKEND, false, null, Liveness.NONE, false, null, false);
    }

    public PolicyDraft welcomingDuplicates() {
        return new PolicyDraft(false, payloadSource, estimates, minimumAge, liveness, learning, movingTo, imports);
    }

    public PolicyDraft withPayloadsOfBrowsers() {
        return new PolicyDraft(
                duplicatesRefused, PayloadSource.BROWSER, estimates, minimumAge, liveness, learning, movingTo, imports);
    }

    public PolicyDraft withEstimates() {
        return new PolicyDraft(
                duplicatesRefused, payloadSource, true, minimumAge, liveness, learning, movingTo, imports);
    }

    public PolicyDraft fromAge(int years) {
        return new PolicyDraft(
                duplicatesRefused, payloadSource, estimates, years, liveness, learning, movingTo, imports);
    }

    public PolicyDraft guardedBy(Liveness other) {
        return new PolicyDraft(
                duplicatesRefused, payloadSource, estimates, minimumAge, other, learning, movingTo, imports);
    }

    public PolicyDraft learningTemplates() {
        return new PolicyDraft(
                duplicatesRefused, payloadSource, estimates, minimumAge, liveness, true, movingTo, imports);
    }

    public PolicyDraft movingPeopleTo(String profile) {
        return new PolicyDraft(
                duplicatesRefused, payloadSource, estimates, minimumAge, liveness, learning, profile, imports);
    }

    public PolicyDraft importing() {
        return new PolicyDraft(
                duplicatesRefused, payloadSource, estimates, minimumAge, liveness, learning, movingTo, true);
    }

    Policy policy() {
        return new Policy(
                1,
                List.of(),
                List.of(),
                liveness,
                duplicatesRefused,
                0.001,
                payloadSource,
                TERMS,
                1,
                3,
                estimates,
                minimumAge,
                365,
                "standard",
                Engine.ONNX,
                learning,
                movingTo,
                imports);
    }
}
