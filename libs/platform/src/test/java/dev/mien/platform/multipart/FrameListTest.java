package dev.mien.platform.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.Code;
import dev.mien.platform.problem.Refusal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameListTest {
    @Test
    void framesComeBackInOrder() {
        byte[] written = FrameList.write(List.of(frame(1, 2), frame(3)));

        List<Frame> read = FrameList.read(written);

        assertThat(read).extracting(Frame::expose).containsExactly(new byte[] {1, 2}, new byte[] {3});
    }

    // Fails when a length is believed before it is compared with what is there: two gigabytes would be allocated.
    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, Bounds.FRAME_BYTES + 1, 5, 0})
    void aLengthThatIsNotThereIsRefused(int length) {
        byte[] body = ByteBuffer.allocate(8).putInt(length).array();

        refused(length == 0 ? Arrays.copyOf(body, 4) : body);
    }

    @Test
    void whatIsCutOffIsRefused() {
        byte[] written = FrameList.write(List.of(frame(1, 2, 3)));

        for (int length = 1; length < written.length; length++) {
            refused(Arrays.copyOf(written, length));
        }
    }

    // Fails when Bounds.FRAMES is not enforced.
    @Test
    void tooManyFramesAreRefused() {
        refused(FrameList.write(Collections.nCopies(Bounds.FRAMES + 1, frame(1))));
        assertThat(FrameList.read(FrameList.write(Collections.nCopies(Bounds.FRAMES, frame(1)))))
                .hasSize(Bounds.FRAMES);
    }

    private static void refused(byte[] body) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> FrameList.read(body))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST));
    }

    private static Frame frame(int... bytes) {
        byte[] frame = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            frame[i] = (byte) bytes[i];
        }
        return Frame.owning(frame);
    }
}
