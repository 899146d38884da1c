package dev.mien.gateway.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.gateway.repeat.CallMarks.CallMark;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.crypto.SubjectHasher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a call is known again by, and by nobody without the key. */
class CallMarksTest {
    private static final String PATH = "/v1/facial-ids/0b8f5d1e-37a2-4a5e-9c6a-2f6d0e6a7b11/state";
    private final CallMarks marks = marks(1);

    @Test
    void theSameCallLooksTheSame() {
        assertThat(hex(marks(1), "shop", "k", "PUT", PATH, "{}")).isEqualTo(hex(marks, "shop", "k", "PUT", PATH, "{}"));
    }

    // E3. Breaks when any of them is a plain digest: whoever has the rows and a Facial ID would find out by trying
    // whether there was a call about it.
    @Test
    void underAnotherKeyNothingOfItIsTheSame() {
        assertThat(hex(marks(2), "shop", "k", "PUT", PATH, "{}"))
                .doesNotContainAnyElementsOf(hex(marks, "shop", "k", "PUT", PATH, "{}"));
    }

    // Breaks when a part is left out, or two parts run together.
    @Test
    void eachPartCounts() {
        List<List<String>> calls = List.of(
                hex(marks, "shop", "k", "PUT", PATH, "{}"),
                hex(marks, "shopk", "", "PUT", PATH, "{}"),
                hex(marks, "shop", "k", "POST", PATH, "{}"),
                hex(marks, "shop", "k", "PUT", PATH + "{", "}"),
                hex(marks, "shop", "k", "PUT", PATH, "{ }"));

        assertThat(calls.stream().map(call -> call.get(0)).distinct()).hasSize(2);
        assertThat(calls.stream().map(call -> call.get(1)).distinct()).hasSize(2);
        assertThat(calls.stream().map(call -> call.get(2)).distinct()).hasSize(4);
        assertThat(new ArrayList<>(calls.getFirst())).doesNotHaveDuplicates();
    }

    private static CallMarks marks(int key) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) key);
        return new CallMarks(new SubjectHasher(SecretBytes.owning(bytes)));
    }

    /** Id, caller, digest. */
    private static List<String> hex(
            CallMarks marks, String caller, String key, String method, String path, String body) {
        CallMark mark = marks.of(caller, key, method, path, body.getBytes(StandardCharsets.UTF_8));
        HexFormat hex = HexFormat.of();
        return List.of(hex.formatHex(mark.id()), hex.formatHex(mark.caller()), hex.formatHex(mark.digest()));
    }
}
