package dev.mien.index.gallery;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * Finds a slot by a hash of what lies there: open addressing, at most half full. It holds slot numbers alone, so nothing of a
 * person is in it; what a slot's hash is, it asks.
 */
final class SlotTable {
    private static final int EMPTY = -1;
    private static final int FIRST_CAPACITY = 64;
    private final IntToLongFunction hashOf;
    private int[] slots = empty(FIRST_CAPACITY);
    private int size;

    SlotTable(IntToLongFunction hashOf) {
        this.hashOf = hashOf;
    }

    /** @return the slot with that hash which is {@code wanted}, or -1 */
    int find(long hash, IntPredicate wanted) {
        for (int at = home(hash); slots[at] != EMPTY; at = next(at)) {
            if (wanted.test(slots[at])) {
                return slots[at];
            }
        }
        return EMPTY;
    }

    /** Adds a slot, whose contents are written already. */
    void add(int slot) {
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        place(slot);
        size++;
    }

    /** Removes a slot, whose contents are still there. */
    void remove(int slot) {
        int at = home(hashOf.applyAsLong(slot));
        while (slots[at] != slot) {
            if (slots[at] == EMPTY) {
                throw new IllegalStateException("slot " + slot + " is not in the table");
            }
            at = next(at);
        }
        slots[at] = EMPTY;
        size--;
        // Those behind it may stand there only because it was in their way.
        for (int behind = next(at); slots[behind] != EMPTY; behind = next(behind)) {
            int moved = slots[behind];
            slots[behind] = EMPTY;
            place(moved);
        }
    }

    void clear() {
        slots = empty(FIRST_CAPACITY);
        size = 0;
    }

    private void place(int slot) {
        int at = home(hashOf.applyAsLong(slot));
        while (slots[at] != EMPTY) {
            at = next(at);
        }
        slots[at] = slot;
    }

    private void grow() {
        int[] old = slots;
        slots = empty(2 * old.length);
        for (int slot : old) {
            if (slot != EMPTY) {
                place(slot);
            }
        }
    }

    private int home(long hash) {
        long mixed = hash * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (slots.length - 1);
    }

    private int next(int at) {
        return (at + 1) & (slots.length - 1);
    }

    private static int[] empty(int capacity) {
        int[] slots = new int[capacity];
        Arrays.fill(slots, EMPTY);
        return slots;
    }
}
