package dev.mien.index.report;

import dev.mien.contracts.Code;
import dev.mien.index.face.Analysis;
import dev.mien.index.quality.Verdict.Flaw;
import java.util.Arrays;

/** What turned a photo away, by its name: a flaw of the quality limits, the passive check, or a code of the API. */
final class Guard {
    static final String PASSIVE = "passive liveness";

    private Guard() {}

    static String of(Analysis.Refused refused) {
        if (refused.code() == Code.PAD_ATTACK) {
            return PASSIVE;
        }
        // A refusal carries what is said to the person, which begins with the flaw's advice.
        return Arrays.stream(Flaw.values())
                .filter(flaw -> refused.detail().startsWith(flaw.advice()))
                .map(Flaw::name)
                .findFirst()
                .orElse(refused.code().name());
    }
}
