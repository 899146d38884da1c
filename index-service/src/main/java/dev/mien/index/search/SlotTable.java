package dev.mien.index.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * Finds a slot by a hash of what lies there: open addressing, up to eleven twelfths full. It holds slot numbers alone,
 * so nothing of a person is in it; what a slot's hash is, it asks. One writer; readers may look at the same time, and
 * never miss an entry that is there throughout, because entries do not move but when the table is made anew.
 */
final class SlotTable {
    static final int ABSENT = -1;
    private static final int REMOVED = -2;
    private static final int FIRST_CAPACITY = 64;
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
    private final IntToLongFunction hashOf;
    private volatile int[] slots = empty(FIRST_CAPACITY);
    private int size;
    private int used;

    SlotTable(IntToLongFunction hashOf) {
        this.hashOf = hashOf;
    }

    /** @return the slot with that hash which is {@code wanted}, or {@link #ABSENT} */
    int find(long hash, IntPredicate wanted) {
        int[] in = slots;
        for (int at = home(hash, in.length); ; at = next(at, in.length)) {
            int slot = (int) SLOT.getAcquire(in, at);
            if (slot == ABSENT || slot >= 0 && wanted.test(slot)) {
                return slot;
            }
        }
    }

    /** Adds a slot, whose contents are written already. */
    void add(int slot) {
        if (used + 1 > slots.length - slots.length / 12) {
            remake();
        }
        place(slots, slot);
        size++;
        used++;
    }

    /** Removes a slot, whose contents are still there. */
    void remove(int slot) {
        SLOT.setRelease(slots, indexOf(slot), REMOVED);
        size--;
    }

    /** What was in a slot is in another one now too: it is found there from now on. */
    void move(int from, int to) {
        SLOT.setRelease(slots, indexOf(from), to);
    }

    void clear() {
        slots = empty(FIRST_CAPACITY);
        size = 0;
        used = 0;
    }

    /** Bytes that it takes. */
    long bytes() {
        return (long) slots.length * Integer.BYTES;
    }

    private int indexOf(int slot) {
        int[] in = slots;
        int at = home(hashOf.applyAsLong(slot), in.length);
        while (in[at] != slot) {
            if (in[at] == ABSENT) {
                throw new IllegalStateException("slot " + slot + " is not in the table");
            }
            at = next(at, in.length);
        }
        return at;
    }

    private void place(int[] in, int slot) {
        int at = home(hashOf.applyAsLong(slot), in.length);
        while (in[at] != ABSENT) {
            at = next(at, in.length);
        }
        SLOT.setRelease(in, at, slot);
    }

    /** A fifth larger than what is left without the removed ones: every face pays for what is empty. */
    private void remake() {
        int[] old = slots;
        int[] made = empty(Math.max(FIRST_CAPACITY, size + size / 5));
        for (int slot : old) {
            if (slot >= 0) {
                place(made, slot);
            }
        }
        used = size;
        slots = made;
    }

    private static int home(long hash, int capacity) {
        long mixed = hash * 0x9E3779B97F4A7C15L;
        return (int) ((mixed >>> 32) * capacity >>> 32);
    }

    private static int next(int at, int capacity) {
        return at + 1 == capacity ? 0 : at + 1;
    }

    private static int[] empty(int capacity) {
        int[] slots = new int[capacity];
        Arrays.fill(slots, ABSENT);
        return slots;
    }
}
