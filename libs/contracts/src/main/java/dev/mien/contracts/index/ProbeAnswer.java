package dev.mien.contracts.index;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import java.util.List;

/**
 * What index-service saw in the frames of one request. Either a refusal, or an analysis with candidates.
 *
 * @param refusal why the frames cannot be used; null when they could
 * @param status the HTTP status that fits the refusal best, 0 when there is none
 * @param detail one sentence for the person or the developer; null without a refusal
 * @param liveness which guard the frames have passed; null with a refusal
 * @param estimates only where the policy asks for them, else null
 * @param candidates the best matches at or above {@code floor}, best first
 * @param floor the lowest score that a candidate is listed for: the lower end of the grey band
 * @param threshold the score from which the policy's FPIR holds with {@code searched} faces
 * @param verificationThreshold the score from which one named person is confirmed (1:1)
 * @param searched how many faces the probe was compared with; among some, how many were named
 * @param largestSearch among more faces than these the profile's calibration tells nobody apart: a search recognizes
 *     nobody then. 0 where no search does
 * @param profile the model profile of the probe
 * @param searchedThrough the head that the search has seen
 * @param sealedProbe opaque; within a minute and once it stores the probe ({@link Purpose#ENROLL}) or joins it to a
 *     template ({@link Purpose#ADD}; {@link Purpose#RECOGNIZE} where the policy lets templates learn and somebody was
 *     found with certainty, or people are moving to another model profile); else null
 * @param others only to enroll while people move to another model profile: whom that one takes for the same face, at its
 *     own threshold. Their scores compare with none of {@code candidates}
 */
public record ProbeAnswer(
        Code refusal,
        int status,
        String detail,
        Liveness liveness,
        Estimates estimates,
        List<Candidate> candidates,
        double floor,
        double threshold,
        double verificationThreshold,
        long searched,
        long largestSearch,
        String profile,
        HeadPosition searchedThrough,
        String sealedProbe,
        List<Candidate> others) {
    public ProbeAnswer {
        candidates = List.copyOf(candidates);
        others = others == null ? List.of() : List.copyOf(others);
    }

    /** Of one model profile alone. */
    public ProbeAnswer(
            Code refusal,
            int status,
            String detail,
            Liveness liveness,
            Estimates estimates,
            List<Candidate> candidates,
            double floor,
            double threshold,
            double verificationThreshold,
            long searched,
            long largestSearch,
            String profile,
            HeadPosition searchedThrough,
            String sealedProbe) {
        this(
                refusal,
                status,
                detail,
                liveness,
                estimates,
                candidates,
                floor,
                threshold,
                verificationThreshold,
                searched,
                largestSearch,
                profile,
                searchedThrough,
                sealedProbe,
                List.of());
    }

    /** The frames cannot be used, for the reason that {@code code} names. */
    public static ProbeAnswer refused(Code code, int status, String detail) {
        return new ProbeAnswer(code, status, detail, null, null, List.of(), 0, 0, 0, 0, 0, null, null, null);
    }
}
