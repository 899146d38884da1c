/**
 * What has outlived its time. In: the clock. Out: rows removed. Never here: erasure of a person; that is the ledger's.
 */
package dev.mien.auth.retention;
