/**
 * What must be gone. In: entries of the ledger, and events that make it look sooner. Out: rows removed. Never here: a
 * way to erase that does not go through the ledger.
 */
package dev.mien.auth.erasure;
