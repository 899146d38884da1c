package dev.mien.deletion.ledger;

import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.ledger.KeyMark;
import dev.mien.platform.sql.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Refuses to start under another key of subject hashes than the ledger was written under: it would know nobody again.
 * Refuses to start without the keys of erasures in progress: they could be neither told nor completed.
 */
@ApplicationScoped
class KeyCheck {
    private final Database database;
    private final SubjectSeal seal;
    private final SubjectHasher hasher;

    KeyCheck(Database database, SubjectSeal seal, SubjectHasher hasher) {
        this.database = database;
        this.seal = seal;
        this.hasher = hasher;
    }

    void check(@Observes StartupEvent event) {
        database.execute(tx -> KeyMark.require(tx, "ledger_head", hasher));
        List<String> missing = database
                .write(tx -> tx.list(
                        "select distinct key_version from ledger where sealed_subject is not null",
                        row -> row.getString(1)))
                .stream()
                .filter(version -> !seal.knows(version))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    SubjectSeal.SETTING + " lacks versions " + missing + " that erasures in progress need");
        }
    }
}
