package dev.mien.contracts.index;

import java.util.Objects;

/**
 * One face on a picture. Whose it is was not asked.
 *
 * @param detection the detector's probability, 0 to 1
 * @param pose null where the model profile cannot tell; so may be {@code occlusion} and {@code liveness}
 * @param age years, estimated; null unless the policy asks for estimates and the profile makes them
 * @param gender {@code male} or {@code female}, estimated by looks; likewise, and null where the network is not sure
 * @param genderConfidence the probability of the likelier gender, 0.5 to 1, told or not; null where none was estimated
 */
public record PhotoFace(
        FaceBox box,
        double detection,
        FacePose pose,
        FaceQuality quality,
        FaceOcclusion occlusion,
        PassiveLiveness liveness,
        Double age,
        String gender,
        Double genderConfidence) {
    public PhotoFace {
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(quality, "quality");
    }
}
