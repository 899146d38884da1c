package dev.mien.contracts.index;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The keys of an application's index.
 *
 * @param epoch of the key that wraps the keys of what is stored from now on; 0 while there is no index
 * @param since when that epoch began; null while there is no index
 * @param remaining templates whose keys an earlier epoch's key still wraps
 * @param earlierKeys of earlier epochs, not destroyed yet: what they have wrapped may still be in backups
 * @param earlierGoneBy the day (UTC) on which the last of them is destroyed at the latest, if key upkeep runs; null while
 *     templates remain, or when there is none
 */
public record IndexKeys(int epoch, Instant since, long remaining, int earlierKeys, LocalDate earlierGoneBy) {}
