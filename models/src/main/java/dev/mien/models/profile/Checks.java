package dev.mien.models.profile;

import java.util.regex.Pattern;

/** What the fields of a profile must be like, said with the field's name. */
final class Checks {

    private static final Pattern PLAIN_FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private Checks() {}

    static void present(Object value, String field) {
        if (value == null) {
            throw new InvalidProfile(field + " is missing");
        }
    }

    static void matches(Pattern pattern, String value, String field) {
        present(value, field);
        if (!pattern.matcher(value).matches()) {
            throw new InvalidProfile("%s: %s is not of the form %s".formatted(field, value, pattern));
        }
    }

    /** A name that stays in the folder where it is put. */
    static void plainFileName(String value, String field) {
        matches(PLAIN_FILE_NAME, value, field);
    }
}
