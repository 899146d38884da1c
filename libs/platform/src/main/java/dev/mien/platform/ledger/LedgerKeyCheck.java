package dev.mien.platform.ledger;

import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Database;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** Refuses to start a holder under another key of subject hashes than the one that its database was written under. */
@ApplicationScoped
@IfBuildProperty(name = "mien.ledger.follow", stringValue = "true", enableIfMissing = true)
class LedgerKeyCheck {
    private final Database database;
    private final SubjectHasher hasher;

    LedgerKeyCheck(Database database, SubjectHasher hasher) {
        this.database = database;
        this.hasher = hasher;
    }

    /** Before anything follows the ledger. @throws IllegalStateException naming the setting */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        database.execute(tx -> KeyMark.require(tx, "ledger_progress", hasher));
    }
}
