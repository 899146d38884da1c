package dev.mien.contracts.imports;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import java.util.Objects;

/**
 * The result of one line.
 *
 * @param key the importer's own name for it
 * @param facialId null unless it is {@link LineOutcome#ENROLLED}
 * @param code why it was refused, or is missing; null otherwise
 * @param detail what was wrong and what to do; null where there is no code
 */
public record ImportLine(String key, LineOutcome outcome, FacialId facialId, Code code, String detail) {
    public ImportLine {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(outcome, "outcome");
    }

    public static ImportLine enrolled(String key, FacialId facialId) {
        return new ImportLine(key, LineOutcome.ENROLLED, facialId, null, null);
    }

    public static ImportLine refused(String key, Code code, String detail) {
        return new ImportLine(key, LineOutcome.REFUSED, null, code, detail);
    }

    public static ImportLine erased(String key) {
        return new ImportLine(key, LineOutcome.ERASED, null, null, null);
    }

    public static ImportLine missing(String key, String detail) {
        return new ImportLine(key, LineOutcome.MISSING, null, Code.PROCESSING_ERR, detail);
    }
}
