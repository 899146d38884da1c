package dev.mien.enrollment.consent;

/** Whose word a consent is. */
public enum ConsentSource {
    /** Given by the person, in the widget. */
    PERSON,
    /** Asserted by the page. */
    PAGE,
    /** Asserted by whoever imported the face. */
    IMPORTER
}
