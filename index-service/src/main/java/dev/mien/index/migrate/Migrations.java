package dev.mien.index.migrate;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.MigrationProgress;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.head.Templates;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.util.List;
import java.util.Optional;

/** Thread safe. */
public final class Migrations {
    /** Templates of one transaction: enrollments wait for the head no longer than for so many. */
    static final int BATCH = 500;

    private final Database database;
    private final Heads heads;
    private final Templates templates;

    public Migrations(Database database, Heads heads, Templates templates) {
        this.database = database;
        this.heads = heads;
        this.templates = templates;
    }

    /** By the profiles of the policy. */
    public MigrationProgress progress(RequestContext context) {
        Policy policy = context.policy();
        return database.snapshot(tx -> tx.first(
                        "select count(*) filter (where profile = ? and not exists (select 1 from template moved"
                                + " where moved.application_id = template.application_id"
                                + " and moved.facial_id = template.facial_id and moved.profile = ?)),"
                                + " count(*) filter (where profile = ?), count(*) filter (where profile <> ?"
                                + " and profile <> ?) from template where application_id = ?",
                        row -> new MigrationProgress(row.getLong(1), row.getLong(2), row.getLong(3)),
                        policy.profile(),
                        other(policy),
                        other(policy),
                        policy.profile(),
                        other(policy),
                        context.application().value()))
                .orElseThrow();
    }

    /**
     * Removes the templates of every profile that the policy does not name. Again, it removes what came since.
     *
     * @throws Refusal CONFLICT when templates have been written or removed under a later policy: this one may not name
     *     the profile that people have meanwhile moved to
     */
    public MigrationProgress cleanUp(RequestContext context) {
        while (database.write(tx -> removed(tx, context.application(), context.policy())) == BATCH) {
            // One batch after the other.
        }
        return progress(context);
    }

    private int removed(Tx tx, ApplicationId application, Policy policy) {
        Optional<Head> head = heads.lockIfKnown(tx, application);
        if (head.isEmpty()) {
            return 0;
        }
        if (!heads.writtenUnder(tx, application, policy.revision())) {
            throw Refusal.of(
                    Code.CONFLICT,
                    "The application's policy has changed since revision " + policy.revision()
                            + ": look at it, and ask again.");
        }
        List<Templates.Gone> gone =
                templates.deleteOthers(tx, application, List.of(policy.profile(), other(policy)), BATCH);
        if (!gone.isEmpty()) {
            long hashes = gone.stream().mapToLong(Templates.Gone::hash).sum();
            Head next = head.get().next(-gone.size(), -hashes);
            templates.logErased(tx, application, next.seq(), gone);
            heads.advance(tx, next);
        }
        return gone.size();
    }

    /** No profile has an empty name. */
    private static String other(Policy policy) {
        return policy.movingTo() == null ? "" : policy.movingTo();
    }
}
