/**
 * deletion-service: makes sure that what must be gone is gone, and stays gone. It numbers erasures in the ledger, sees
 * to it that each one ends and completes, and lets every holder follow. Never here: anything about a person beyond the
 * sealed Facial ID of an erasure in progress.
 */
package dev.mien.deletion;
