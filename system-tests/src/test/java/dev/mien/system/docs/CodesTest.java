package dev.mien.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of errors in docs/api.md against the codes that there are. */
class CodesTest {
    private static final Path PAGE = Path.of("").toAbsolutePath().resolveSibling("docs/api.md");

    /** What a page says by itself, and what waits for PINs. */
    private static final Set<Code> NEVER_ANSWERED = Set.of(
            Code.PERMISSION_REFUSED,
            Code.NETWORK_IO,
            Code.UI_NOT_READY,
            Code.SESSION_IN_PROGRESS,
            Code.WRONG_PIN_CODE,
            Code.UNIQUE_PIN_REQUIRED,
            Code.PIN_REQUIRED,
            Code.WEAK_PIN_CODE,
            Code.TIMEOUT);

    // Breaks when a code is added, or gets another status or number, and callers are not told.
    @Test
    void eachIsThereWithItsStatusAndNumber() throws IOException {
        String text = Files.readString(PAGE);
        String errors = text.substring(text.indexOf("## Errors"));
        Map<String, String[]> rows = new HashMap<>();
        for (String row : errors.lines().filter(line -> line.startsWith("| ")).toList()) {
            String[] cells = row.split(" *\\| *", -1);
            for (String name : cells[1].split(", ")) {
                rows.putIfAbsent(name, cells);
            }
        }

        for (Code code : Code.values()) {
            if (NEVER_ANSWERED.contains(code)) {
                assertThat(errors).contains(code.name());
                assertThat(rows).doesNotContainKey(code.name());
            } else {
                assertThat(rows).containsKey(code.name());
                assertThat(rows.get(code.name())[2]).as(code.name()).contains(Integer.toString(code.status()));
                assertThat(rows.get(code.name())[3]).as(code.name()).isEqualTo(Integer.toString(code.fioCode()));
            }
        }
    }
}
