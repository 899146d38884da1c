package dev.mien.contracts.imports;

import java.util.List;

/** Own keys of lines, at most {@value #MAXIMUM}. */
public record ImportKeys(List<String> keys) {
    public static final int MAXIMUM = 1_000;

    public ImportKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > MAXIMUM || !keys.stream().allMatch(NewLine::isKey)) {
            throw new IllegalArgumentException("1 to " + MAXIMUM + " keys are needed, each as a line's is");
        }
    }

    @Override
    public String toString() {
        return "ImportKeys[" + keys.size() + "]";
    }
}
