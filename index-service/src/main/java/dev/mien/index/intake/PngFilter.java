package dev.mien.index.intake;

import java.util.zip.DataFormatException;

/** Undoes what was done to a row to make it pack better (ISO/IEC 15948, 9). */
final class PngFilter {
    private PngFilter() {}

    /**
     * @param above the row before, already undone
     * @param step bytes from one pixel to the next, at least one
     */
    static void undo(int filter, byte[] row, byte[] above, int length, int step) throws DataFormatException {
        switch (filter) {
            case 0 -> {}
            case 1 -> {
                for (int i = step; i < length; i++) {
                    row[i] += row[i - step];
                }
            }
            case 2 -> {
                for (int i = 0; i < length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> average(row, above, length, step);
            case 4 -> paeth(row, above, length, step);
            default -> throw new DataFormatException("no such filter");
        }
    }

    private static void average(byte[] row, byte[] above, int length, int step) {
        for (int i = 0; i < length; i++) {
            int left = i < step ? 0 : row[i - step] & 0xff;
            row[i] += (byte) (left + (above[i] & 0xff) >> 1);
        }
    }

    /** Of left, above and above left, the one that is nearest to left + above − above left. */
    private static void paeth(byte[] row, byte[] above, int length, int step) {
        for (int i = 0; i < Math.min(step, length); i++) {
            row[i] += above[i];
        }
        for (int i = step; i < length; i++) {
            int left = row[i - step] & 0xff;
            int up = above[i] & 0xff;
            int corner = above[i - step] & 0xff;
            int toLeft = Math.abs(up - corner);
            int toUp = Math.abs(left - corner);
            int toCorner = Math.abs(left + up - 2 * corner);
            int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
            row[i] += (byte) nearest;
        }
    }
}
