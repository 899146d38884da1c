package dev.mien.enrollment.consent;

import dev.mien.contracts.FacialId;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The table of consents. */
@ApplicationScoped
public class Consents {
    public void add(Tx tx, FacialId facialId, String termsVersion, ConsentSource source, Instant at) {
        tx.update(
                "insert into consent (facial_id, terms_version, source, at) values (?, ?, ?, ?)",
                facialId.value(),
                termsVersion,
                source,
                at);
    }

    public int remove(Tx tx, FacialId facialId) {
        return tx.update("delete from consent where facial_id = ?", facialId.value());
    }
}
