package dev.mien.contracts.index;

import dev.mien.contracts.FacialId;
import java.util.List;

/**
 * Asks for an application's index as a file.
 *
 * @param upToRow an {@link IndexMark} that was taken before {@code leftOut} was asked for
 * @param ledgerNumber what enrollment-service had applied when it told {@code paused} and {@code leftOut}
 * @param paused who is carried as paused
 * @param leftOut who is neither active nor paused
 */
public record IndexFileRequest(long upToRow, long ledgerNumber, List<FacialId> paused, List<FacialId> leftOut) {
    public IndexFileRequest {
        paused = List.copyOf(paused);
        leftOut = List.copyOf(leftOut);
    }
}
