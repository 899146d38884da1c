package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** A frame does not outlive its request. */
class FrameTest {

    @Test
    void aClosedFrameIsZeroAndSaysNothing() {
        byte[] bytes = {1, 2, 3};
        var frame = new Frame(bytes);

        frame.close();

        // Breaks when the frame keeps a copy, or only forgets its array.
        assertThat(bytes).containsOnly(0);
        assertThatIllegalStateException().isThrownBy(frame::bytes);
        assertThat(frame).hasToString("Frame[REDACTED]");
    }
}
