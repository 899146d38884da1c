package dev.mien.models.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.models.convert.UnsuitableModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PickleTest {

    /** {'a': (1, True)}, as protocol 2 writes it. */
    private static final String DICTIONARY =
            "\u0080\u0002}q\u0000X\u0001\u0000\u0000\u0000aq\u0001K\u0001\u0088\u0086q\u0002s.";

    @Test
    void dataIsRead() {
        assertThat(read(DICTIONARY)).isEqualTo(Map.of("a", List.of(1L, true)));
    }

    @Test
    void aCallIsWrittenDownAndNotMade() {
        // os.system('true'), the usual way to run a command by a pickle. Breaks when anything is looked up by its name.
        assertThat(read("\u0080\u0002cos\nsystem\nX\u0004\u0000\u0000\u0000true\u0085R."))
                .isEqualTo(new Pickle.Made("os.system", List.of("true")));
    }

    @Test
    void wordsThatAreNotDataAreRefused() {
        // 'i' makes an instance by itself, and 0x93 looks a name up on the stack.
        assertThatThrownBy(() -> read("\u0080\u0002(ios\nsystem\n."))
                .isInstanceOf(UnsuitableModel.class)
                .hasMessageContaining("0x69");
        assertThatThrownBy(() -> read("\u0080\u0002\u0093.")).isInstanceOf(UnsuitableModel.class);
    }

    @Test
    void everyBeginningOfAPickleIsRefused() {
        for (int length = 0; length < DICTIONARY.length(); length++) {
            String cut = DICTIONARY.substring(0, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(UnsuitableModel.class);
        }
    }

    @Test
    void aTextLongerThanTheFileIsRefused() {
        // Breaks when the length is believed, and two gigabytes are taken.
        assertThatThrownBy(() -> read("\u0080\u0002X\u00ff\u00ff\u00ff\u007fa."))
                .isInstanceOf(UnsuitableModel.class);
    }

    private static Object read(String bytes) {
        return Pickle.read(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
