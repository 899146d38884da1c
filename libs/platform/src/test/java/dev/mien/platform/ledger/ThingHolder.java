package dev.mien.platform.ledger;

import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Holds rows of a table {@code thing}, found by their subject's hash. */
final class ThingHolder implements Holder {
    /** What was called, in order: {@code lock 1}, {@code purge 1}, {@code restored}. */
    final List<String> calls = new CopyOnWriteArrayList<>();
    /** In the moment of each purge: whether its transaction had the subject's lock, and its number the copy. */
    final List<String> moments = new CopyOnWriteArrayList<>();

    private volatile long failing;
    private volatile boolean memoryHolds;

    static void createTable(Database database) {
        database.execute(tx -> tx.update("create table thing (subject_hash bytea not null)"));
    }

    static void write(Tx tx, byte[] subject) {
        tx.update("insert into thing (subject_hash) values (?)", (Object) subject);
    }

    /** @param number whose purge fails; 0: none does */
    void failAt(long number) {
        failing = number;
    }

    void memoryHolds(boolean holds) {
        memoryHolds = holds;
    }

    @Override
    public void lock(Tx tx, LedgerEntry entry) {
        calls.add("lock " + entry.number());
        moments.add(moment(tx, entry));
    }

    @Override
    public Map<String, Integer> purge(Tx tx, LedgerEntry entry, SubjectHash hash) {
        calls.add("purge " + entry.number());
        moments.add(moment(tx, entry));
        int things = tx.update("delete from thing where subject_hash = ?", (Object) hash.bytes());
        if (entry.number() == failing) {
            throw new IllegalStateException("the purge of " + entry.number() + " fails");
        }
        return Map.of("things", things);
    }

    @Override
    public boolean passed(long number) {
        return !memoryHolds;
    }

    @Override
    public void restored(Tx tx) {
        calls.add("restored");
    }

    private static String moment(Tx tx, LedgerEntry entry) {
        boolean locked = tx.exists("select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()");
        boolean recorded = tx.exists("select 1 from ledger_copy where number = ?", entry.number());
        return (locked ? "locked" : "free") + (recorded ? ", recorded" : "");
    }
}
