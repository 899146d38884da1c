package dev.mien.contracts.event;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import java.time.Instant;
import java.util.List;

/**
 * Every holder has confirmed that nothing is left.
 *
 * @param number the ledger's number of this erasure
 * @param holders who confirmed
 */
public record ErasureCompleted(
        ApplicationId applicationId, FacialId facialId, long version, Instant at, long number, List<String> holders) {}
