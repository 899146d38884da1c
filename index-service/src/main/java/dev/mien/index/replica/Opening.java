package dev.mien.index.replica;

import dev.mien.index.head.TemplateRow;
import dev.mien.index.vault.ApplicationKeys;
import dev.mien.index.vault.FaceVector;
import dev.mien.platform.crypto.Held;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Opens rows while more of them stream in: some hundred at a time beside each other, and never more than a few thousand
 * in the clear. They are handed on in their order, by the thread that reads. Not thread safe.
 */
final class Opening implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Opening.class);
    private static final int BATCH = 256;
    private static final int AHEAD = 2 * Runtime.getRuntime().availableProcessors();

    private final ApplicationKeys keys;
    private final Function<TemplateRow, Optional<FaceVector>> opener;
    private final MemoryIndex.Writer to;
    private final Queue<CompletableFuture<List<Opened>>> under = new ArrayDeque<>();
    private List<TemplateRow> batch = new ArrayList<>(BATCH);
    private boolean intact = true;

    Opening(ApplicationKeys keys, MemoryIndex.Writer to) {
        this(keys, row -> row.open(keys), to);
    }

    /** @param opener of single rows */
    Opening(ApplicationKeys keys, Function<TemplateRow, Optional<FaceVector>> opener, MemoryIndex.Writer to) {
        this.keys = keys;
        this.opener = opener;
        this.to = to;
    }

    private record Opened(TemplateRow row, Optional<FaceVector> vector) {}

    void take(TemplateRow row) {
        batch.add(row);
        if (batch.size() == BATCH) {
            List<TemplateRow> full = batch;
            batch = new ArrayList<>(BATCH);
            under.add(CompletableFuture.supplyAsync(() -> open(full), Thread::startVirtualThread));
            if (under.size() > AHEAD) {
                hand(under.remove().join());
            }
        }
    }

    /** @return whether every row was what was once written */
    boolean finish() {
        while (!under.isEmpty()) {
            hand(under.remove().join());
        }
        // A few rows, as nearly always, are worth no other thread.
        hand(open(batch));
        batch = List.of();
        return intact;
    }

    /** Overwrites what was opened and not handed on. */
    @Override
    public void close() {
        under.forEach(late ->
                late.thenAccept(opened -> opened.forEach(each -> each.vector().ifPresent(FaceVector::close))));
    }

    private List<Opened> open(List<TemplateRow> rows) {
        List<Opened> opened = new ArrayList<>(rows.size());
        try (Held held = new Held()) {
            for (TemplateRow row : rows) {
                Optional<FaceVector> vector = opener.apply(row);
                vector.ifPresent(held::hold);
                opened.add(new Opened(row, vector));
            }
            held.handOn();
            return opened;
        }
    }

    private void hand(List<Opened> opened) {
        try {
            opened.forEach(this::hand);
        } finally {
            opened.forEach(each -> each.vector().ifPresent(FaceVector::close));
        }
    }

    private void hand(Opened opened) {
        if (opened.vector().isPresent()) {
            to.insert(keys, opened.row(), opened.vector().get());
            return;
        }
        if (intact) {
            // The first one is enough: under a wrong key it would be all of them, again and again.
            LOG.errorf(
                    "event=template-unreadable application=%s row=%d",
                    opened.row().place().application(), opened.row().rowId());
        }
        intact = false;
    }
}
