package dev.mien.index.gallery;

import dev.mien.contracts.FacialId;
import dev.mien.index.vault.FaceVector;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Compares the query with every face. Faces lie densely in blocks; erasing one moves the last one into its place and zeroes
 * what it left, so the scan never meets a hole and nothing of the erased one stays.
 */
public final class ScanGallery implements Gallery {
    private static final int ABSENT = -1;
    private final Arena arena;
    private final int dimensions;
    private final int blockRows;
    private final List<Block> blocks = new ArrayList<>();
    private final SlotTable byRow = new SlotTable(slot -> block(slot).rowId(at(slot)));
    private final SlotTable byFacialId = new SlotTable(slot -> block(slot).facialIdHash(at(slot)));
    private int count;
    private long checksum;

    /**
     * @param arena where templates lie; they are overwritten before it is closed
     * @param blockRows faces for which memory is taken at once
     */
    public ScanGallery(Arena arena, int dimensions, int blockRows) {
        this.arena = arena;
        this.dimensions = dimensions;
        this.blockRows = blockRows;
    }

    @Override
    public void insert(long rowId, FacialId facialId, long rowHash, FaceVector template) {
        if (template.dimensions() != dimensions) {
            throw new IllegalArgumentException("this gallery holds faces of " + dimensions + " dimensions");
        }
        erase(rowId);
        if (count == blocks.size() * blockRows) {
            blocks.add(new Block(arena, blockRows, dimensions));
        }
        byte[] row = new byte[dimensions];
        float scale = Scoring.quantize(template.expose(), row);
        int slot = count++;
        block(slot).write(at(slot), rowId, facialId, rowHash, row, scale);
        Arrays.fill(row, (byte) 0);
        byRow.add(slot);
        byFacialId.add(slot);
        checksum += rowHash;
    }

    @Override
    public boolean erase(long rowId) {
        int slot = byRow.find(rowId, candidate -> block(candidate).rowId(at(candidate)) == rowId);
        if (slot == ABSENT) {
            return false;
        }
        checksum -= block(slot).rowHash(at(slot));
        byRow.remove(slot);
        byFacialId.remove(slot);
        int last = --count;
        if (slot != last) {
            byRow.remove(last);
            byFacialId.remove(last);
            block(last).copy(at(last), block(slot), at(slot));
            byRow.add(slot);
            byFacialId.add(slot);
        }
        block(last).zero(at(last));
        return true;
    }

    @Override
    public List<Hit> search(Query query, double floor, int most) {
        requireSameDimensions(query);
        Best best = new Best(floor, most);
        for (int slot = 0; slot < count; slot++) {
            Block block = block(slot);
            int at = at(slot);
            double score = block.score(at, query);
            if (score >= best.floor()) {
                best.offer(new Hit(block.rowId(at), block.facialId(at), score));
            }
        }
        return best.inOrder();
    }

    @Override
    public Optional<Hit> compare(Query query, FacialId only) {
        requireSameDimensions(query);
        UUID id = only.value();
        int slot = byFacialId.find(
                id.getLeastSignificantBits(), candidate -> block(candidate).isOf(at(candidate), id));
        return slot == ABSENT
                ? Optional.empty()
                : Optional.of(
                        new Hit(block(slot).rowId(at(slot)), only, block(slot).score(at(slot), query)));
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public long checksum() {
        return checksum;
    }

    @Override
    public void wipe() {
        blocks.forEach(Block::zeroAll);
        blocks.clear();
        byRow.clear();
        byFacialId.clear();
        count = 0;
        checksum = 0;
    }

    /** The blocks, for tests that look for leftovers. */
    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    private void requireSameDimensions(Query query) {
        if (query.values().length != dimensions) {
            throw new IllegalArgumentException("this gallery holds faces of " + dimensions + " dimensions");
        }
    }

    private Block block(int slot) {
        return blocks.get(slot / blockRows);
    }

    private int at(int slot) {
        return slot % blockRows;
    }
}
