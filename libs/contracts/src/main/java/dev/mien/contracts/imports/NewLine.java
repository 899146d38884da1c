package dev.mien.contracts.imports;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One line of an import, beside its picture.
 *
 * @param key the importer's own name for it, unique within the import: 1 to 128 letters, digits and <code>. _ @ + : -</code>
 * @param payload the JSON text that the Facial ID is linked to; null: none
 */
public record NewLine(String key, String payload) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._@+:-]{1,128}");

    public NewLine {
        Objects.requireNonNull(key, "key");
        if (!isKey(key)) {
            throw new IllegalArgumentException("key must be 1 to 128 letters, digits and . _ @ + : -");
        }
    }

    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "NewLine[REDACTED]";
    }
}
