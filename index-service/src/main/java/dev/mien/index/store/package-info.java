/**
 * Stores a probe under a Facial ID, under the head's lock, in one transaction: nobody who is in the ledger, no probe
 * twice, nothing when somebody who matches came since the probe's search (protocol.md, P1, P2, P4). Never here: memory
 * of replicas; the database is what is compared with.
 */
package dev.mien.index.store;
