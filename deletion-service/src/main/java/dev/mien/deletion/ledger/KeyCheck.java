package dev.mien.deletion.ledger;

import dev.mien.platform.sql.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Refuses to start without the keys of erasures in progress: they could be neither told nor completed. */
@ApplicationScoped
class KeyCheck {
    private final Database database;
    private final SubjectSeal seal;

    KeyCheck(Database database, SubjectSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    void check(@Observes StartupEvent event) {
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
