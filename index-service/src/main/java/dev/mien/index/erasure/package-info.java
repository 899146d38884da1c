/**
 * What index-service does with a ledger entry: rows, number and the order to forget them in one transaction; confirmed
 * once no replica with a lease has them in memory. Never here: a way to erase that does not come from the ledger.
 */
package dev.mien.index.erasure;
