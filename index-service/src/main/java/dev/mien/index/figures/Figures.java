package dev.mien.index.figures;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.IndexFigures;
import dev.mien.contracts.index.IndexFigures.Day;
import dev.mien.contracts.index.IndexFigures.ProfileFaces;
import dev.mien.contracts.index.IndexFigures.Searches;
import dev.mien.index.probe.FaceAnalysis;
import dev.mien.index.replica.Replica;
import dev.mien.index.replica.Use;
import dev.mien.index.resolve.Thresholds;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Thread safe. Reads every row's size once: for a person who looks, not for a monitor that asks each second. */
public final class Figures {
    /** A row's other columns, its header, and its entries in four indexes; measured, and about right. */
    private static final int BYTES_BESIDE = 300;

    private static final double NANOS_OF_A_MILLISECOND = 1e6;

    private final Database database;
    private final Replica replica;
    private final FaceAnalysis analysis;
    private final Instant since;

    public Figures(Database database, Replica replica, FaceAnalysis analysis, Clock clock) {
        this.database = database;
        this.replica = replica;
        this.analysis = analysis;
        this.since = clock.instant();
    }

    private record Rows(ProfileFaces profile, long bytes) {}

    /** @throws Refusal 503 when the policy's model profile is not installed */
    public IndexFigures of(RequestContext context) {
        ApplicationId application = context.application();
        Policy policy = context.policy();
        Thresholds thresholds = analysis.thresholds(policy.profile())
                .orElseThrow(() -> Refusal.of(
                        Code.PROCESSING_ERR, 503, "The policy's model profile is not installed in index-service."));
        long largest = thresholds.largestSearch(policy.targetFpir());
        Use use = replica.use(application);
        return database.snapshot(tx -> {
            List<Rows> rows = rows(tx, application);
            long faces = rows.stream()
                    .filter(one -> one.profile().profile().equals(policy.profile()))
                    .mapToLong(one -> one.profile().faces())
                    .sum();
            return new IndexFigures(
                    faces,
                    rows.stream().map(Rows::profile).toList(),
                    rows.stream().mapToLong(Rows::bytes).sum(),
                    use.bytes(),
                    growth(tx, application),
                    searches(use),
                    largest,
                    IndexFigures.share(faces, largest));
        });
    }

    private static List<Rows> rows(Tx tx, ApplicationId application) {
        return tx.list(
                "select profile, count(*), sum(? + pg_column_size(sealed) + pg_column_size(wrapped_key)"
                        + " + coalesce(pg_column_size(occasions), 0))::bigint"
                        + " from template where application_id = ? group by profile order by profile",
                row -> new Rows(new ProfileFaces(row.getString(1), row.getLong(2)), row.getLong(3)),
                BYTES_BESIDE,
                application.value());
    }

    private static List<Day> growth(Tx tx, ApplicationId application) {
        return tx.list(
                "select day, stored, erased from index_day where application_id = ?"
                        + " and day > (clock_timestamp() at time zone 'UTC')::date - ? order by day",
                row -> new Day(row.getObject(1, LocalDate.class), row.getLong(2), row.getLong(3)),
                application.value(),
                IndexFigures.DAYS);
    }

    private Searches searches(Use use) {
        Double mean = use.searches() == 0 ? null : use.searching().toNanos() / NANOS_OF_A_MILLISECOND / use.searches();
        return new Searches(use.searches(), mean, since);
    }
}
