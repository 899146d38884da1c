package dev.mien.index.epoch;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.index.IndexKeys;
import dev.mien.index.head.Head;
import dev.mien.index.head.Heads;
import dev.mien.index.vault.KeyVault;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Ends an application's epoch before its time, because somebody asks for it: the next key wraps what is stored from
 * then on, and {@link KeyUpkeep} wraps the rest, goes on after a crash, and destroys the old key on its day. Thread
 * safe.
 */
public final class Rekeying {
    private final Database database;
    private final Heads heads;
    private final KeyVault vault;
    private final Epochs epochs;

    public Rekeying(Database database, Heads heads, KeyVault vault, Epochs epochs) {
        this.database = database;
        this.heads = heads;
        this.vault = vault;
        this.epochs = epochs;
    }

    /**
     * Turns the epoch, unless the templates of an earlier turn are still being wrapped: asked again meanwhile, it tells
     * how far that is. However often it is asked, no more keys are kept than something was under: one that nothing was
     * under goes with its successor's coming, and where nobody is stored, the earlier ones are retired at once.
     *
     * @throws Refusal CONFLICT when the application was deleted, or its engine has no keys here
     */
    public IndexKeys begin(RequestContext context) {
        ApplicationId application = own(context);
        database.execute(tx -> {
            Head head = heads.lock(tx, application);
            if (read(tx, application).isEmpty()) {
                throw Refusal.of(Code.CONFLICT, "The application was deleted, and its keys with it.");
            }
            // An index in which nothing was ever done has a key that nobody can have seen.
            if (head.seq() > 0 && remaining(tx, application) == 0) {
                Head turned = head.turned();
                vault.turn(tx, application, turned.seq());
                OldKeys.destroyUnused(tx, application, head.seq());
                OldKeys.retire(tx, application);
                heads.advance(tx, turned);
            }
        });
        return of(context);
    }

    public IndexKeys of(RequestContext context) {
        ApplicationId application = own(context);
        return database.snapshot(tx -> read(tx, application).orElse(new IndexKeys(0, null, 0, 0, null)));
    }

    private static ApplicationId own(RequestContext context) {
        if (context.policy().engine() != Engine.ONNX) {
            throw Refusal.of(
                    Code.CONFLICT, "The application's engine keeps its templates elsewhere: there are no keys here.");
        }
        return context.application();
    }

    private static long remaining(Tx tx, ApplicationId application) {
        return tx.first(
                        "select count(*) from template where application_id = ? and epoch < (select max(epoch)"
                                + " from application_key where application_id = ? and purpose = 'TEMPLATES')",
                        row -> row.getLong(1),
                        application.value(),
                        application.value())
                .orElseThrow();
    }

    private Optional<IndexKeys> read(Tx tx, ApplicationId application) {
        long remaining = remaining(tx, application);
        return tx.first(
                "select max(epoch), max(created_at), count(*) - 1, count(retired_at),"
                        + " ((max(retired_at) + ? * interval '1 second') at time zone 'UTC')::date + 1"
                        + " from application_key where application_id = ? and purpose = 'TEMPLATES' having count(*) > 0",
                row -> {
                    int earlier = row.getInt(3);
                    boolean allRetired = remaining == 0 && earlier > 0 && row.getInt(4) == earlier;
                    return new IndexKeys(
                            row.getInt(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            remaining,
                            earlier,
                            allRetired ? row.getObject(5, LocalDate.class) : null);
                },
                epochs.backups().toSeconds(),
                application.value());
    }
}
