package dev.mien.auth.decide;

/** What a PIN would settle. As long as none can be given, nobody is recognized instead. */
public enum PinReason {
    /** Two people are too close to each other. */
    COLLISION,
    /** The best score lies in the grey band. */
    CONFIDENCE,
    /** More faces were searched than the profile's calibration tells apart. */
    GALLERY_SIZE
}
