package dev.mien.auth.erasure;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Removes everything of one application. A completed entry names it by hash alone, so the hash is what it is found by. */
@ApplicationScoped
class ApplicationPurge {
    private static final String KNOWN = "select application_id from attempt"
            + " union select application_id from session_outcome union select application_id from result_token";
    private final SubjectHasher hasher;

    ApplicationPurge(SubjectHasher hasher) {
        this.hasher = hasher;
    }

    Map<String, Integer> purge(Tx tx, SubjectHash hash) {
        return tx.list(KNOWN, row -> row.getObject(1, UUID.class)).stream()
                .filter(application -> hasher.of(new ApplicationId(application)).equals(hash))
                .findFirst()
                .map(application -> remove(tx, application))
                .orElse(Map.of());
    }

    private static Map<String, Integer> remove(Tx tx, UUID application) {
        return Map.of(
                "attempts", tx.update("delete from attempt where application_id = ?", application),
                "sessions", tx.update("delete from session_outcome where application_id = ?", application),
                "tokens", tx.update("delete from result_token where application_id = ?", application));
    }
}
