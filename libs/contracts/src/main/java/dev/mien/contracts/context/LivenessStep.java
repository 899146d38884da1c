package dev.mien.contracts.context;

import java.util.Optional;

/** What a session can ask a person to do before the camera, so that a picture of them will not do. */
public enum LivenessStep {
    /** The head turns to the person's own left: in an unmirrored picture the nose moves to the right. */
    TURN_LEFT("turn-left"),
    TURN_RIGHT("turn-right"),
    /** The face comes nearer, until it is a quarter larger. */
    CLOSER("closer"),
    /** Both eyes shut, the face towards the camera. */
    BLINK("blink");

    private final String text;

    LivenessStep(String text) {
        this.text = text;
    }

    /** As it stands in a session's {@code challenge}. */
    public String text() {
        return text;
    }

    /** @return empty for what is no step */
    public static Optional<LivenessStep> of(String text) {
        for (LivenessStep step : values()) {
            if (step.text.equals(text)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }
}
