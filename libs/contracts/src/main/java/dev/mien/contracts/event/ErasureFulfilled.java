package dev.mien.contracts.event;

import java.time.Instant;
import java.util.Map;

/**
 * One holder has nothing left of what a ledger entry names.
 *
 * @param number the ledger's number of the erasure
 * @param holder the service that confirms
 * @param removed how many rows went, by kind of datum
 */
public record ErasureFulfilled(long number, String holder, Instant at, Map<String, Integer> removed) {}
