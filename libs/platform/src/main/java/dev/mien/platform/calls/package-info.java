/** Calls to other services: a failure of theirs becomes an answer of ours, and never another one's status by accident. */
package dev.mien.platform.calls;
