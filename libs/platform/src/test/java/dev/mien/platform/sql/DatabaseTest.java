package dev.mien.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mien.platform.support.Fixtures;
import dev.mien.platform.support.TestDatabase;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private static TestDatabase postgres;
    private Database database;

    @BeforeAll
    static void start() {
        postgres = new TestDatabase();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void table() {
        database = postgres.database();
        database.execute(tx -> {
            tx.update("drop table if exists thing");
            tx.update("create table thing (id int primary key, name text, at timestamptz,"
                    + " parent int references thing deferrable initially deferred)");
        });
    }

    @Test
    void whatTheWorkDidStaysAndItsResultComesBack() {
        int changed = database.write(tx -> tx.update("insert into thing (id) values (1), (2)"));

        assertThat(changed).isEqualTo(2);
        assertThat(ids()).containsExactly(1, 2);
    }

    // Fails when single leaves a transaction open, or tells of a commit that has not been.
    @Test
    void aSingleStatementStandsByItselfAndIsToldOf() {
        List<List<Integer>> toldOf = new ArrayList<>();

        int changed = database.single(tx -> {
            tx.afterCommit(() -> toldOf.add(ids()));
            return tx.update("insert into thing (id) values (1), (2)");
        });

        assertThat(changed).isEqualTo(2);
        assertThat(toldOf).containsExactly(List.of(1, 2));
    }

    // Fails when what a failed transaction had in hand is told of nowhere (its keys would stay in memory), or when one
    // that has committed loses what it had.
    @Test
    void whatFollowsAFailureRunsThenAlone() {
        List<String> told = new ArrayList<>();
        database.execute(tx -> tx.afterFailure(() -> told.add("committed")));
        database.single(tx -> {
            tx.afterFailure(() -> told.add("single committed"));
            return tx.exists("select 1");
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> database.execute(tx -> {
                    tx.afterFailure(() -> told.add("failed"));
                    tx.afterCommit(() -> told.add("failed, and its commit"));
                    throw new IllegalStateException("in between");
                }));
        assertThatIllegalStateException()
                .isThrownBy(() -> database.single(tx -> {
                    tx.afterFailure(() -> told.add("single failed"));
                    throw new IllegalStateException("in between");
                }));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> database.execute(tx -> {
                    tx.afterFailure(() -> told.add("commit failed"));
                    tx.update("insert into thing (id, parent) values (1, 7)");
                }));

        assertThat(told).containsExactly("failed", "single failed", "commit failed");
    }

    // Fails when a second statement may follow: the first one would stand without it.
    @Test
    void aSingleStatementIsTheLastOne() {
        assertThatIllegalStateException()
                .isThrownBy(() -> database.single(tx -> {
                    tx.update("insert into thing (id) values (1)");
                    return tx.update("insert into thing (id) values (2)");
                }))
                .withMessageContaining("another one");

        assertThat(ids()).containsExactly(1);
    }

    // Fails when several statements count as one: a guard's lock would be let go with its answer, and what it lets
    // through would be written without it.
    @Test
    void aSingleStatementIsNotSeveral() {
        assertThatIllegalStateException()
                .isThrownBy(() -> database.single(
                        tx -> tx.lastExists("select pg_advisory_xact_lock(?); select 1 from thing", 1L)))
                .withMessageContaining("several");
    }

    // Fails when what was queued is not sent with the commit, or not before a statement that has to see it.
    @Test
    void whatIsQueuedIsSeenByTheNextStatementAndStays() {
        List<Integer> seen = database.write(tx -> {
            tx.enqueue("insert into thing (id, name) values (?, ?)", 1, "a");
            tx.enqueue("update thing set name = ? where id = ?", "b", 1);
            List<Integer> named = tx.list("select id from thing where name = 'b'", row -> row.getInt(1));
            tx.enqueue("insert into thing (id) values (?)", 2);
            tx.enqueue("insert into thing (id) values (?)", 3);
            return named;
        });

        assertThat(seen).containsExactly(1);
        assertThat(ids()).containsExactly(1, 2, 3);
    }

    // Fails when the commit goes to the server in spite of a queued statement that failed, or is not taken back.
    @Test
    void whereAQueuedStatementFailsNothingStays() {
        List<String> followed = new ArrayList<>();

        for (String wrong : List.of("insert into thing (id) values (1)", "insert into nowhere values (1)")) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> database.execute(tx -> {
                        tx.afterCommit(() -> followed.add(wrong));
                        tx.update("insert into thing (id) values (1)");
                        tx.enqueue("insert into thing (id) values (2)");
                        tx.enqueue(wrong);
                        tx.enqueue("insert into thing (id) values (3)");
                    }));
        }
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() ->
                        database.execute(tx -> tx.enqueue("insert into thing (id, parent) values (?, ?)", 1, 99)));
        assertThatIllegalStateException()
                .isThrownBy(() -> database.execute(tx -> {
                    tx.enqueue("insert into thing (id) values (4)");
                    throw new IllegalStateException("half way");
                }));

        assertThat(followed).isEmpty();
        assertThat(ids()).isEmpty();
    }

    // Fails when a connection keeps a transaction, or what was queued for it, for whoever has it next.
    @Test
    void aConnectionThatHasCommittedWithAQueueIsAsGoodAsNew() {
        Database narrow = new Database(postgres.pool("queued", 1));
        narrow.execute(tx -> tx.enqueue("insert into thing (id) values (1)"));

        narrow.single(tx -> tx.update("insert into thing (id) values (2)"));

        assertThat(ids()).containsExactly(1, 2);
    }

    // Fails when the setting is not made, or outlives its statement: everything would be committed that way.
    @Test
    void onlyWhatAsksForItIsCommittedWithoutWaiting() {
        Database narrow = new Database(postgres.pool("hasty", 1));
        narrow.execute(tx -> {
            tx.update("insert into thing (id) values (1)");
            tx.update("set synchronous_commit = on");
        });

        String then = narrow.single(tx -> tx.first(
                        "update thing set name = 'x' where id = 1" + Tx.WITHOUT_WAITING
                                + " returning current_setting('synchronous_commit')",
                        row -> row.getString(1))
                .orElseThrow());
        String afterwards = narrow.single(tx ->
                tx.first("show synchronous_commit", row -> row.getString(1)).orElseThrow());

        assertThat(then).isEqualTo("off");
        assertThat(afterwards).isEqualTo("on");
    }

    // Fails when Database.run commits in spite of a failure, or no longer rolls back before the pool has the
    // connection.
    @Test
    void ofWorkThatFailsNothingStays() {
        assertThatIllegalStateException()
                .isThrownBy(() -> database.execute(tx -> {
                    tx.update("insert into thing (id) values (1)");
                    throw new IllegalStateException("half way");
                }))
                .withMessage("half way");

        assertThat(ids()).isEmpty();
    }

    // Fails when what was registered runs before the commit: it would tell of what another cannot see yet.
    @Test
    void whatFollowsTheCommitSeesWhatWasCommitted() {
        List<Integer> seen = new ArrayList<>();

        database.execute(tx -> {
            tx.afterCommit(() -> seen.addAll(ids()));
            tx.update("insert into thing (id) values (1)");
        });

        assertThat(seen).containsExactly(1);
    }

    // Fails when Database.run calls what follows the commit in a finally: neither failed work nor a failed commit has
    // one.
    @Test
    void nothingFollowsACommitThatNeverWas() {
        List<String> followed = new ArrayList<>();

        assertThatIllegalStateException()
                .isThrownBy(() -> database.execute(tx -> {
                    tx.afterCommit(() -> followed.add("failed work"));
                    throw new IllegalStateException();
                }));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> database.execute(tx -> {
                    tx.afterCommit(() -> followed.add("failed commit"));
                    // The deferred constraint speaks at commit.
                    tx.update("insert into thing (id, parent) values (1, 99)");
                }));

        assertThat(followed).isEmpty();
        assertThat(ids()).isEmpty();
    }

    // What every guard relies on. Fails when write() runs in one snapshot.
    @Test
    void aStatementOfAWriteSeesWhatWasCommittedBeforeIt() {
        List<Integer> seen = database.write(tx -> {
            tx.exists("select 1 from thing");
            database.execute(other -> other.update("insert into thing (id) values (1)"));
            return tx.list("select id from thing", row -> row.getInt(1));
        });

        assertThat(seen).containsExactly(1);
    }

    // What a replica's catching up relies on (P2). Fails when snapshot() is no longer REPEATABLE READ.
    @Test
    void everyStatementOfASnapshotSeesTheSameMoment() {
        List<Integer> seen = database.snapshot(tx -> {
            tx.exists("select 1 from thing");
            database.execute(other -> other.update("insert into thing (id) values (1)"));
            return tx.list("select id from thing", row -> row.getInt(1));
        });

        assertThat(seen).isEmpty();
    }

    // Fails when snapshot() is no longer read only.
    @Test
    void aSnapshotChangesNothing() {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> database.snapshot(tx -> tx.update("insert into thing (id) values (1)")))
                .satisfies(refused -> assertThat(refused.away()).isFalse());

        assertThat(ids()).isEmpty();
    }

    // Fails when snapshot() sets the session instead of the transaction: the next write would be in a snapshot too.
    @Test
    void aConnectionForgetsTheSnapshot() {
        Database narrow = new Database(postgres.pool("narrow", 1));
        narrow.snapshot(tx -> tx.exists("select 1 from thing"));

        String next = narrow.write(tx -> {
            tx.update("insert into thing (id) values (1)");
            return tx.first("show transaction_isolation", row -> row.getString(1))
                    .orElseThrow();
        });

        assertThat(next).isEqualTo("read committed");
    }

    @Test
    void aSecondOfWhatMustBeUniqueIsToldApart() {
        database.execute(tx -> tx.update("insert into thing (id) values (1)"));

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> database.execute(tx -> tx.update("insert into thing (id) values (1)")))
                .satisfies(refused -> assertThat(refused.uniqueViolation()).isTrue())
                .satisfies(refused -> assertThat(refused.away()).isFalse());
    }

    @Test
    void aWrongStatementIsOurFaultAndNotTheDatabases() {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> database.execute(tx -> tx.update("insert into nowhere values (1)")))
                .satisfies(refused -> assertThat(refused.away()).isFalse())
                .satisfies(refused -> assertThat(refused.uniqueViolation()).isFalse());
    }

    // S4: 503 rather than 500. Fails when DatabaseException no longer knows a connection that was shut down, or a pool
    // without one to spare.
    @Test
    void aConnectionThatIsCutOffOrNotToBeHadMeansAway() throws SQLException {
        AgroalDataSource pool = postgres.pool("cut-off", 1);
        Database narrow = new Database(pool);

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> narrow.execute(tx -> {
                    tx.exists("select 1 from thing");
                    postgres.cutOff("cut-off");
                    tx.exists("select 1 from thing");
                }))
                .satisfies(gone -> assertThat(gone.away()).isTrue());
        try (Connection only = pool.getConnection()) {
            assertThat(only.isClosed()).isFalse();
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> narrow.execute(tx -> tx.exists("select 1")))
                    .satisfies(none -> assertThat(none.away()).isTrue());
        }
    }

    private enum Colour {
        RED
    }

    @Test
    void parametersAreMomentsConstantsAndNothing() {
        database.execute(tx -> tx.update(
                "insert into thing (id, name, at, parent) values (?, ?, ?, ?)", 1, Colour.RED, Fixtures.NOW, null));

        database.execute(tx -> {
            assertThat(tx.exists("select 1 from thing where name = 'RED' and parent is null"))
                    .isTrue();
            assertThat(tx.first(
                            "select at from thing",
                            row -> row.getObject(1, OffsetDateTime.class).toInstant()))
                    .contains(Fixtures.NOW);
        });
    }

    @Test
    void firstIsEmptyWithoutARowAndReadsWhatWasReturned() {
        database.execute(tx -> {
            assertThat(tx.first("update thing set name = 'x' returning id", row -> row.getInt(1)))
                    .isEmpty();
            tx.update("insert into thing (id) values (7)");
            assertThat(tx.first("update thing set name = 'x' returning id", row -> row.getInt(1)))
                    .contains(7);
        });
    }

    @Test
    void eachRowOfAScanIsVisitedInOrder() {
        database.execute(tx -> tx.update("insert into thing (id) select generate_series(1, 100)"));
        List<Integer> visited = new ArrayList<>();

        database.execute(tx ->
                tx.each("select id from thing where id > ? order by id", 7, row -> visited.add(row.getInt(1)), 50));

        assertThat(visited).hasSize(50).isSorted().startsWith(51).endsWith(100);
    }

    private List<Integer> ids() {
        return database.write(tx -> tx.list("select id from thing order by id", row -> row.getInt(1)));
    }
}
