/**
 * Asking enrollment-service, the one truth for a life. Out: who is active, and the moment at which it was so. Never
 * here: a memory of an earlier answer.
 */
package dev.mien.auth.enrollment;
