package dev.mien.index.erasure;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.head.Templates;
import dev.mien.index.replica.Leases;
import dev.mien.index.store.StoredProbes;
import dev.mien.index.vault.KeyVault;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.ledger.Holder;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Purges templates. The head's lock is the one that stores take, so none slips by. */
public final class IndexPurge implements Holder {
    private final Database database;
    private final Heads heads;
    private final Templates templates;
    private final StoredProbes stored;
    private final KeyVault keys;
    private final Leases leases;

    public IndexPurge(
            Database database, Heads heads, Templates templates, StoredProbes stored, KeyVault keys, Leases leases) {
        this.database = database;
        this.heads = heads;
        this.templates = templates;
        this.stored = stored;
        this.keys = keys;
        this.leases = leases;
    }

    @Override
    public void lock(Tx tx, LedgerEntry entry) {
        // Made where there is none: a first store that is under way is waited for, and no other one overtakes us.
        application(tx, entry).ifPresent(application -> heads.lock(tx, application));
    }

    @Override
    public Map<String, Integer> purge(Tx tx, LedgerEntry entry, SubjectHash hash) {
        // Looked up again: under the subject's lock a row can have come that was not there when the head was looked
        // for.
        Optional<Head> head = application(tx, entry).map(application -> heads.lock(tx, application));
        int gone = head.map(known -> switch (entry.kind()) {
                    case FACIAL_ID -> delete(tx, entry, known, hash);
                    case APPLICATION -> deleteAll(tx, entry, known);
                })
                .orElse(0);
        int probes = switch (entry.kind()) {
            case FACIAL_ID -> stored.forget(tx, hash);
            case APPLICATION ->
                head.map(known -> stored.forgetAll(tx, known.application())).orElse(0);
        };
        return Map.of("templates", gone, "storedProbes", probes);
    }

    @Override
    public boolean passed(long number) {
        return database.write(tx -> leases.passed(tx, number));
    }

    @Override
    public void restored(Tx tx) {
        heads.renewIncarnations(tx);
    }

    /** @return how many templates went; where the head stands then is what replicas have to pass */
    private int delete(Tx tx, LedgerEntry entry, Head head, SubjectHash hash) {
        List<Templates.Gone> gone = templates.delete(tx, hash);
        Head now = head;
        if (!gone.isEmpty()) {
            long hashes = gone.stream().mapToLong(Templates.Gone::hash).sum();
            now = head.next(-gone.size(), -hashes);
            templates.logErased(tx, head.application(), now.seq(), gone);
            heads.advance(tx, now);
        }
        leases.notePurge(tx, entry.number(), head.application(), now.position());
        return gone.size();
    }

    /** As {@link #delete}, for a whole application and its keys. */
    private int deleteAll(Tx tx, LedgerEntry entry, Head head) {
        int gone = templates.deleteAll(tx, head.application());
        boolean keysGone = keys.destroy(tx, head.application());
        Head now = head;
        // Replicas have to hear of keys that are no more, even where no template was left.
        if (gone > 0 || keysGone) {
            now = head.emptied();
            heads.advance(tx, now);
        }
        leases.notePurge(tx, entry.number(), head.application(), now.position());
        return gone;
    }

    /** An entry of a completed erasure names nobody: who it was about is found by its hash, if anything of them is here. */
    private Optional<ApplicationId> application(Tx tx, LedgerEntry entry) {
        if (entry.applicationId() != null) {
            return Optional.of(entry.applicationId());
        }
        SubjectHash hash = SubjectHash.of(entry.subjectHash());
        return switch (entry.kind()) {
            case FACIAL_ID -> templates.applicationOf(tx, hash);
            case APPLICATION -> heads.byHash(tx, hash);
        };
    }
}
