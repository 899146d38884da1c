package dev.mien.index.cluster;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.index.FaceBox;
import dev.mien.contracts.index.InstalledProfile;
import dev.mien.index.face.Requirements;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.resolve.Thresholds;
import dev.mien.index.vault.FaceVector;
import dev.mien.platform.multipart.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plays the engine: a frame says which face it shows. {@link #meanwhile} happens while the pictures are looked at. */
public final class PlannedFaces implements FaceAnalysis {
    public static final String PROFILE = "standard";
    /** Another model profile: its vectors are those of the first one, backwards. Not installed until a test says so. */
    public static final String OTHER = "other";

    /** Where the face is: in the middle of a picture of 8 × 1 pixels. */
    public static final FaceBox BOX = new FaceBox(2, 0.2, 4, 0.6);

    public static final double THRESHOLD = 0.6;
    /** Up to so many faces a search is said to recognize people. */
    public static final long LARGEST_SEARCH = 1_000;

    private static final byte[] NOTHING = "nothing".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final byte[] TOO_MUCH = "too much".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private volatile Runnable meanwhile = () -> {};
    private volatile Requirements asked;
    private volatile boolean other;
    private volatile String digest = "";
    private volatile FaceBox otherBox = BOX;

    /** A frame that shows nobody. */
    public static Frame nobody() {
        return Frame.owning(NOTHING.clone());
    }

    /** A frame for which the engine has no room. */
    public static Frame oneTooMany() {
        return Frame.owning(TOO_MUCH.clone());
    }

    /** What was wanted of the last frames. */
    public Requirements asked() {
        return asked;
    }

    public void meanwhile(Runnable action) {
        meanwhile = action;
    }

    /** Where the other profile sees the face that it takes, from now on. */
    public void otherSeesAt(FaceBox box) {
        otherBox = box;
    }

    public void installOther() {
        other = true;
    }

    @Override
    public Optional<Thresholds> thresholds(String profile) {
        return PROFILE.equals(profile) || other && OTHER.equals(profile) ? Optional.of(new Steps()) : Optional.empty();
    }

    /** The profile's name, so that files tell versions apart; another one once a test says so. */
    @Override
    public Optional<String> digest(String profile) {
        return Optional.of(profile + digest);
    }

    public void exchangeNetworks() {
        digest = "-exchanged";
    }

    @Override
    public List<InstalledProfile> installed() {
        InstalledProfile first = new InstalledProfile(PROFILE, Set.of(Liveness.NONE, Liveness.ACTIVE), Set.of());
        return other
                ? List.of(first, new InstalledProfile(OTHER, first.liveness(), first.estimates()))
                : List.of(first);
    }

    @Override
    public Sighting look(String profile, List<Frame> frames, Requirements wanted) {
        asked = wanted;
        Runnable action = meanwhile;
        meanwhile = () -> {};
        action.run();
        byte[] shown = frames.getFirst().expose();
        if (java.util.Arrays.equals(shown, NOTHING)) {
            return new Sighting.Unusable(Code.NO_FACES_DETECTED, 422, "No frame shows a face.");
        }
        if (java.util.Arrays.equals(shown, TOO_MUCH)) {
            return new Sighting.Busy(Duration.ofSeconds(2));
        }
        FaceVector face = MadeUpFace.in(frames.getFirst());
        return new Sighting.Seen(
                OTHER.equals(profile) ? MadeUpFace.backwards(face) : face,
                null,
                0,
                OTHER.equals(profile) ? otherBox : BOX);
    }

    /** Thresholds that tell which one was asked for. */
    private record Steps() implements Thresholds {
        @Override
        public double identification(double fpir, long faces) {
            return fpir >= 0.1 ? THRESHOLD - 0.1 : THRESHOLD;
        }

        @Override
        public long largestSearch(double fpir) {
            return LARGEST_SEARCH;
        }

        @Override
        public double verification(double fmr) {
            return fmr >= 1e-3 ? 0.4 : 0.5;
        }
    }
}
