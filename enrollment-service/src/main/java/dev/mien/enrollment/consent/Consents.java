package dev.mien.enrollment.consent;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.imports.LegalBasis;
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

    /** What an importer states in the place of the person's own word. */
    public void addImported(
            Tx tx, FacialId facialId, String termsVersion, LegalBasis basis, String reference, Instant at) {
        tx.update(
                "insert into consent (facial_id, terms_version, source, at, legal_basis, legal_reference)"
                        + " values (?, ?, ?, ?, ?, ?)",
                facialId.value(),
                termsVersion,
                ConsentSource.IMPORTER,
                at,
                basis,
                reference);
    }

    public int remove(Tx tx, FacialId facialId) {
        return tx.update("delete from consent where facial_id = ?", facialId.value());
    }
}
