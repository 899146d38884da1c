package dev.mien.contracts.imports;

/** Whether an import takes lines. */
public enum ImportState {
    OPEN,
    FINISHED
}
