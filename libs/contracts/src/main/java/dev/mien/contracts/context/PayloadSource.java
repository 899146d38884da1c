package dev.mien.contracts.context;

/** Who may say what a Facial ID is linked to. A browser's word is only what some visitor claims. */
public enum PayloadSource {
    BACKEND,
    BROWSER
}
