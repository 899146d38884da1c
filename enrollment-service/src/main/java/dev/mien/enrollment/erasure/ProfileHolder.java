package dev.mien.enrollment.erasure;

import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.enrollment.consent.Consents;
import dev.mien.enrollment.imports.ImportLines;
import dev.mien.enrollment.profile.Profiles;
import dev.mien.enrollment.profile.Standing;
import dev.mien.enrollment.result.IssuedTokens;
import dev.mien.enrollment.session.SessionOutcomes;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.ledger.Holder;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Purges what this service holds, and sees to the number's {@code erasure.requested} when nobody has told of it yet:
 * deletion-service may have died between its ledger entry and its call.
 */
@ApplicationScoped
public class ProfileHolder implements Holder {
    private final Profiles profiles;
    private final Consents consents;
    private final IssuedTokens tokens;
    private final ImportLines lines;
    private final SessionOutcomes sessions;
    private final Announcements announcements;

    ProfileHolder(
            Profiles profiles,
            Consents consents,
            IssuedTokens tokens,
            ImportLines lines,
            SessionOutcomes sessions,
            Announcements announcements) {
        this.profiles = profiles;
        this.consents = consents;
        this.tokens = tokens;
        this.lines = lines;
        this.sessions = sessions;
        this.announcements = announcements;
    }

    @Override
    public Map<String, Integer> purge(Tx tx, LedgerEntry entry, SubjectHash subject) {
        if (entry.kind() != LedgerEntry.Kind.FACIAL_ID) {
            // To go on would confirm an erasure that did not happen. This version's ledger has no such entries.
            throw new IllegalStateException(
                    "ledger entry " + entry.number() + " erases an application: not known here");
        }
        Optional<Standing> standing = profiles.hold(tx, subject);
        announce(tx, entry, subject, standing);
        Map<String, Integer> removed = new LinkedHashMap<>();
        standing.ifPresent(row -> {
            removed.put("consent", consents.remove(tx, row.facialId()));
            removed.put("resultToken", tokens.remove(tx, row.facialId()));
            int forgotten = lines.forget(tx, row.facialId());
            if (forgotten > 0) {
                removed.put("importLine", forgotten);
            }
        });
        // The session's digest stays, as a failure: a request that is sent again must not enroll again. So it does not
        // count.
        sessions.fail(tx, subject, SessionOutcomes.GONE);
        removed.put("profile", profiles.remove(tx, subject));
        return removed;
    }

    /** An undone enrollment is told to nobody; every other number is told of once, whoever has told of it. */
    private void announce(Tx tx, LedgerEntry entry, SubjectHash subject, Optional<Standing> standing) {
        if (entry.undo() || announcements.made(tx, entry.number(), subject)) {
            return;
        }
        long version = standing.map(Standing::version).orElse(0L) + 1;
        if (entry.facialId() != null) {
            announcements.announce(tx, entry.number(), entry.applicationId(), entry.facialId(), subject, version);
            return;
        }
        // The entry is complete, or its ledger was restored and got it back from a holder that had been quicker. If
        // anybody outside ever heard of this Facial ID, the row says whose it is; told twice, it is the same event.
        standing.filter(Standing::everActive)
                .ifPresent(row -> announcements.announce(
                        tx, entry.number(), row.application(), row.facialId(), subject, version));
    }
}
