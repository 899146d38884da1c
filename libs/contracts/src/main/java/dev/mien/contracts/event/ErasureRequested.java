package dev.mien.contracts.event;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.time.Instant;

/**
 * Nobody is recognized as this Facial ID any more; every holder is erasing what it has.
 *
 * @param number the ledger's number of this erasure
 */
public record ErasureRequested(ApplicationId applicationId, FacialId facialId, long version, Instant at, long number) {}
