package dev.mien.gateway.holding;

import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.ledger.Holder;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Holds nothing about a Facial ID: sessions and keys name none, and a test looks through every table for one. What is
 * added later (deliveries, the event feed) is removed here.
 */
@ApplicationScoped
public class GatewayHolder implements Holder {
    @Override
    public Map<String, Integer> purge(Tx tx, LedgerEntry entry, SubjectHash hash) {
        return Map.of();
    }
}
