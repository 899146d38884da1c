package dev.mien.gateway.repeat;

import java.time.Instant;

/** What is known of a call that came with this key before. */
sealed interface KnownCall {
    /** It had not: it is noted as begun. */
    record Fresh() implements KnownCall {}

    /** It came with another method, path or body. */
    record Other() implements KnownCall {}

    /** It has no answer yet, or will never have one. */
    record Begun(Instant at) implements KnownCall {}

    /** @param location null when there is none */
    record Answered(int status, String location, String body) implements KnownCall {}

    /** Its answer showed a secret. */
    record Shown() implements KnownCall {}

    /** It has happened, and is answered from what is true now. */
    record Anew() implements KnownCall {}
}
