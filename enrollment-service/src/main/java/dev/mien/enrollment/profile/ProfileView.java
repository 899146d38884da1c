package dev.mien.enrollment.profile;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.NotActive;
import dev.mien.contracts.enrollment.Profile;
import dev.mien.contracts.enrollment.ProfilePage;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.imports.LegalBasis;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a backend may see of its Facial IDs: those that are active or paused, and of no other application. */
@ApplicationScoped
class ProfileView {
    private static final String SELECT =
            "select p.facial_id, p.state, p.activated_at, p.last_used_at, c.terms_version, c.at, c.source,"
                    + " c.legal_basis, c.legal_reference from profile p"
                    + " left join lateral (select terms_version, at, source, legal_basis, legal_reference from consent where facial_id = p.facial_id"
                    + " order by id desc limit 1) c on true"
                    + " where p.application_id = ? and p.state in ('ACTIVE', 'PAUSED')";

    Optional<Profile> one(Tx tx, ApplicationId application, FacialId facialId) {
        return tx.first(SELECT + " and p.facial_id = ?", ProfileView::profile, application.value(), facialId.value());
    }

    /** In one snapshot: with the ledger's number that holds for it. @return empty when they are too many */
    Optional<NotActive> notActive(Tx tx, ApplicationId application) {
        long applied = tx.first("select applied from ledger_progress", row -> row.getLong(1))
                .orElseThrow();
        List<FacialId> paused = new ArrayList<>();
        List<FacialId> others = new ArrayList<>();
        tx.list(
                        "select facial_id, state from profile where application_id = ? and state <> 'ACTIVE' limit ?",
                        row -> (ProfileState.valueOf(row.getString(2)) == ProfileState.PAUSED ? paused : others)
                                .add(new FacialId(row.getObject(1, UUID.class))),
                        application.value(),
                        NotActive.MOST + 1)
                .clear();
        return paused.size() + others.size() > NotActive.MOST
                ? Optional.empty()
                : Optional.of(new NotActive(applied, paused, others));
    }

    /** @param limit at least 1 */
    ProfilePage page(Tx tx, ApplicationId application, PageCursor after, int limit) {
        List<Profile> found = tx.list(
                SELECT + " and (p.activated_at, p.facial_id) > (?, ?) order by p.activated_at, p.facial_id limit ?",
                ProfileView::profile,
                application.value(),
                after.enrolledAt(),
                after.facialId(),
                limit + 1);
        if (found.size() <= limit) {
            return new ProfilePage(found, null);
        }
        Profile last = found.get(limit - 1);
        String next = new PageCursor(last.createdAt(), last.facialId().value()).format();
        return new ProfilePage(found.subList(0, limit), next);
    }

    private static Profile profile(ResultSet row) throws SQLException {
        return new Profile(
                new FacialId(row.getObject(1, UUID.class)),
                ProfileState.valueOf(row.getString(2)),
                instant(row, 3),
                instant(row, 4),
                row.getString(5),
                instant(row, 6),
                row.getString(7),
                row.getString(8) == null ? null : LegalBasis.valueOf(row.getString(8)),
                row.getString(9));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
