/**
 * What every service does alike, one package for each: {@code sql} transactions, {@code outbox} events that leave with
 * a commit, {@code ledger} following what must not be, {@code context} the gateway's word, {@code problem} answers when
 * something is wrong, {@code crypto}, {@code token}, {@code multipart}, {@code readiness}. Never here: what only one
 * service knows.
 */
package dev.mien.platform;
