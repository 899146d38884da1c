package dev.mien.index.rekognition;

import dev.mien.contracts.ApplicationId;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import java.time.Duration;
import java.util.UUID;

/**
 * Whose turn it is to store a face of an application: one after the other, over all replicas, since AWS knows no head
 * that two enrolments could meet at (protocol.md, P12). No transaction stays open while AWS is asked, so a turn ends by
 * itself when its holder dies; who stores looks whether it is still theirs in the transaction that counts.
 */
final class Turns {
    /** Longer than the calls of one turn may take together: search, create, store. */
    static final Duration LENGTH = Duration.ofSeconds(30);

    /** How long somebody waits for a turn before they are asked to come again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LATER = Duration.ofSeconds(2);

    private final Database database;

    Turns(Database database) {
        this.database = database;
    }

    /** @throws Refusal 503 when others store for too long, or the application is gone */
    UUID take(ApplicationId application) {
        UUID turn = UUID.randomUUID();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!database.<Boolean>single(tx -> taken(tx, application, turn))) {
            if (System.nanoTime() - until > 0) {
                throw Refusal.later("Others of this application are being enrolled; come again.", LATER);
            }
            pause();
        }
        return turn;
    }

    /** Whether it is still this turn; nobody else's begins before the transaction ends. */
    boolean isNow(Tx tx, ApplicationId application, UUID turn) {
        return tx.exists(
                "select 1 from rekognition_collection where application_id = ? and turn = ?"
                        + " and turn_ends_at > clock_timestamp() for update",
                application.value(),
                turn);
    }

    void give(ApplicationId application, UUID turn) {
        database.single(tx -> tx.update(
                "update rekognition_collection set turn = null where application_id = ? and turn = ?",
                application.value(),
                turn));
    }

    private static boolean taken(Tx tx, ApplicationId application, UUID turn) {
        return tx.update(
                        "update rekognition_collection"
                                + " set turn = ?, turn_ends_at = clock_timestamp() + ? * interval '1 millisecond'"
                                + " where application_id = ? and number is null"
                                + " and (turn is null or turn_ends_at <= clock_timestamp())",
                        turn,
                        LENGTH.toMillis(),
                        application.value())
                == 1;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.later("index-service is stopping.", LATER);
        }
    }
}
