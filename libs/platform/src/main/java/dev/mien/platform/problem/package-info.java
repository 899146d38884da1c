/** Answers when something is wrong: RFC 9457 problems with {@code code} and {@code fioCode}, never an exception's text. */
package dev.mien.platform.problem;
