package dev.mien.gateway.imports;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.imports.ImportLine;
import dev.mien.contracts.imports.ImportLinePage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;

/**
 * The result of one line.
 *
 * @param outcome {@code enrolled}, {@code refused}, {@code erased} or {@code missing}
 * @param code why it was refused or is missing; null otherwise
 */
public record LineView(String key, String outcome, FacialId facialId, Code code, String detail) {
    static LineView of(ImportLine line) {
        return new LineView(
                line.key(),
                line.outcome().name().toLowerCase(Locale.ROOT),
                line.facialId(),
                line.code(),
                line.detail());
    }

    /** The results of a batch, in its order. */
    @RegisterForReflection
    public record Batch(List<LineView> lines) {}

    /** @param next the cursor of the next page; null on the last one */
    public record Page(List<LineView> items, String next) {
        static Page of(ImportLinePage page) {
            return new Page(page.items().stream().map(LineView::of).toList(), page.next());
        }
    }
}
