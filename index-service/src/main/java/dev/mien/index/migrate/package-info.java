/**
 * How far people have moved from one model profile to another, and the removal of what a migration leaves behind. Who
 * moves, and how, is {@code learn}'s. Never here: a decision to end a migration; the policy of each request says which
 * profiles there are.
 */
package dev.mien.index.migrate;
