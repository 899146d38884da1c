package dev.mien.index.liveness;

/** What is known of whether somebody stood before the camera. */
public sealed interface LivenessResult {

    /** The policy asked for no check, and none was made. */
    record NotChecked() implements LivenessResult {}

    /** Everything that was asked for was seen; whoever fails is refused and has no result. */
    record Passed() implements LivenessResult {}
}
