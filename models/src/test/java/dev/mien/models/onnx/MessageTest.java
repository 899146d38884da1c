package dev.mien.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Against the examples of protobuf's description of its encoding. */
class MessageTest {

    @Test
    void numbersTakeSevenBitsAByte() {
        assertThat(hex(new Message().whole(1, 150))).isEqualTo("089601");
    }

    @Test
    void negativeNumbersTakeTenBytes() {
        // Breaks when the number is shifted with its sign, which never ends, or cut to 32 bits.
        assertThat(hex(new Message().whole(1, -1))).isEqualTo("08ffffffffffffffffff01");
    }

    @Test
    void zeroIsWritten() {
        // Breaks when defaults are left out: an attribute without its value is not the attribute with zero.
        assertThat(hex(new Message().whole(3, 0))).isEqualTo("1800");
    }

    @Test
    void textsAndMessagesCarryTheirLength() {
        assertThat(hex(new Message().text(2, "testing"))).isEqualTo("120774657374696e67");
        assertThat(hex(new Message().message(3, new Message().whole(1, 150)))).isEqualTo("1a03089601");
    }

    @Test
    void floatsAreLittleEndian() {
        assertThat(hex(new Message().real(2, 1.5f))).isEqualTo("150000c03f");
    }

    @Test
    void fieldNumbersAboveFifteenTakeTwoBytes() {
        assertThat(hex(new Message().whole(20, 7))).isEqualTo("a00107");
    }

    private static String hex(Message message) {
        return HexFormat.of().formatHex(message.toBytes());
    }
}
