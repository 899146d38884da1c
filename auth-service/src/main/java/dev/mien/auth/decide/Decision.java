package dev.mien.auth.decide;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.enrollment.LookupRequest;
import dev.mien.contracts.index.Candidate;
import dev.mien.contracts.index.ProbeAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides one attempt, in two steps: {@link #considered()} says whose state matters, {@link #outcome} decides among
 * those of them who are active. Nothing that the search found has any effect before the policy's liveness has been
 * passed.
 *
 * <p>The collision margin is the width of the grey band, from the threshold for the policy's false-positive rate down to
 * the one for ten times that rate: a lead that ten times the error would swallow is no lead.
 */
public record Decision(Policy policy, Claim claim, ProbeAnswer probe) {
    /**
     * The least margin. A score over int8 templates may be off by 0.004, so a smaller lead of one over another may be
     * none.
     */
    public static final double LEAST_MARGIN = 0.008;

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed();

    public Decision {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(probe, "probe");
        // Every score is above a threshold of nought: an answer without thresholds must not let everybody in.
        if (!probe.candidates().isEmpty()
                && !(probe.floor() > 0 && probe.threshold() >= probe.floor() && probe.verificationThreshold() > 0)) {
            throw new IllegalArgumentException("candidates need thresholds");
        }
    }

    /**
     * Those whose state has to be known; nobody before liveness has been passed. Who was named is always asked for,
     * found or not: otherwise the time of a refusal would tell who is enrolled.
     */
    public List<FacialId> considered() {
        if (rejection().isPresent() || searchedTooMany()) {
            return List.of();
        }
        return switch (claim) {
            case Claim.Anyone _ -> plausible().stream().map(Candidate::facialId).toList();
            case Claim.OneOf(List<FacialId> some) -> some;
            case Claim.Named named -> List.of(named.facialId());
        };
    }

    /**
     * The one person whom the search leaves, near enough to be let in. Nobody else's state has a say then, and that
     * person's is asked for by the confirmation, which comes last and is what counts: asking for it before as well
     * would only take time.
     */
    public Optional<FacialId> sole() {
        List<Candidate> plausible = plausible();
        return !considered().isEmpty()
                        && plausible.size() == 1
                        && plausible.getFirst().score() >= threshold()
                ? Optional.of(plausible.getFirst().facialId())
                : Optional.empty();
    }

    /** @param active those of {@link #considered()} who are active; nobody else counts */
    public Outcome outcome(Set<FacialId> active) {
        Optional<Outcome.Rejected> rejection = rejection();
        if (rejection.isPresent()) {
            return rejection.get();
        }
        if (searchedTooMany()) {
            return new Outcome.Unsearchable();
        }
        List<Candidate> plausible = plausible();
        List<Candidate> candidates = plausible.stream()
                .filter(candidate -> active.contains(candidate.facialId()))
                .toList();
        if (candidates.isEmpty()) {
            return new Outcome.Unrecognized(ScoreBand.NONE);
        }
        Candidate best = candidates.getFirst();
        if (!(best.score() >= threshold())) {
            return new Outcome.Unrecognized(ScoreBand.GREY);
        }
        if (candidates.size() > 1 && within(best, candidates.get(1))) {
            return new Outcome.Ambiguous();
        }
        // The list may have been cut off: whoever comes next, active and as near as its last one, is not on it.
        if (claim instanceof Claim.Anyone
                && plausible.size() == LookupRequest.MAXIMUM
                && within(best, plausible.getLast())) {
            return new Outcome.Ambiguous();
        }
        return new Outcome.Matched(best.facialId(), best.score(), threshold(), probe.searched(), passed());
    }

    /**
     * Among too many nobody is told apart by the face alone, however near the best of them is. Of a scope it is how many
     * were named: by how many of them are in the index, a visitor who is could find out who else is.
     */
    private boolean searchedTooMany() {
        return switch (claim) {
            case Claim.Anyone _ -> probe.searched() > probe.largestSearch();
            case Claim.OneOf(List<FacialId> some) -> Math.max(some.size(), probe.searched()) > probe.largestSearch();
            case Claim.Named _ -> false;
        };
    }

    private Optional<Outcome.Rejected> rejection() {
        if (probe.refusal() != null) {
            int status = probe.status() == 0 ? probe.refusal().status() : probe.status();
            String detail = probe.detail() == null ? probe.refusal().title() : probe.detail();
            return Optional.of(new Outcome.Rejected(probe.refusal(), status, detail));
        }
        if (!satisfies(policy.liveness(), passed())) {
            return Optional.of(
                    new Outcome.Rejected(Code.PAD_ATTACK, Code.PAD_ATTACK.status(), Code.PAD_ATTACK.title()));
        }
        return Optional.empty();
    }

    /** The candidates that the claim leaves, best first; a named person is compared with nobody else. */
    private List<Candidate> plausible() {
        return probe.candidates().stream()
                .filter(candidate -> switch (claim) {
                    case Claim.Anyone _ -> candidate.score() >= probe.floor();
                    case Claim.OneOf(List<FacialId> some) ->
                        candidate.score() >= probe.floor() && some.contains(candidate.facialId());
                    case Claim.Named named -> named.facialId().equals(candidate.facialId());
                })
                .sorted(BEST_FIRST)
                .limit(LookupRequest.MAXIMUM)
                .toList();
    }

    private double threshold() {
        return switch (claim) {
            case Claim.Anyone _, Claim.OneOf _ -> probe.threshold();
            case Claim.Named _ -> probe.verificationThreshold();
        };
    }

    private boolean within(Candidate best, Candidate other) {
        return best.score() - other.score() <= Math.max(LEAST_MARGIN, probe.threshold() - probe.floor());
    }

    private Liveness passed() {
        return probe.liveness() == null ? Liveness.NONE : probe.liveness();
    }

    /** A guard that was not passed, whatever the reason, is one that was failed. */
    private static boolean satisfies(Liveness asked, Liveness passed) {
        return switch (asked) {
            case NONE -> true;
            case PASSIVE -> passed == Liveness.PASSIVE || passed == Liveness.BOTH;
            case ACTIVE -> passed == Liveness.ACTIVE || passed == Liveness.BOTH;
            case BOTH -> passed == Liveness.BOTH;
        };
    }
}
