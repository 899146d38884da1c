package dev.mien.contracts.imports;

import java.util.List;

/**
 * A page of lines in the order in which they first came. Lines of people who were erased are not among them: their keys
 * are forgotten.
 *
 * @param next the cursor of the next page; null on the last one
 */
public record ImportLinePage(List<ImportLine> items, String next) {
    public ImportLinePage {
        items = List.copyOf(items);
    }
}
