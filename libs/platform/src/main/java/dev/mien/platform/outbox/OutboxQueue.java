package dev.mien.platform.outbox;

import dev.mien.contracts.event.EventType;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The outbox as its one relay sees it: events in CloudEvents' shape (headers of Kafka's binary mode), the oldest of
 * each key first. Who relays is told by an advisory lock, held by the very connection that reads and deletes: a
 * connection that is lost loses all of it at once. Not thread safe.
 */
final class OutboxQueue {
    private static final long LOCK = 0x4d69656e_0001L;
    /** Events that are read at once, each of another key. */
    private static final int BATCH = 256;

    private final Connection connection;
    private final String ceSource;

    /** @param connection commits each statement; the caller's to close */
    OutboxQueue(Connection connection, String ceSource) {
        this.connection = connection;
        this.ceSource = ceSource;
    }

    /** An event that waits. @param id of its row */
    record Waiting(long id, ProducerRecord<String, byte[]> message) {}

    /** @return whether this connection relays from now on; false when another one does */
    boolean lock() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            lock.setLong(1, LOCK);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** The lock belongs to the session, and the pool would keep the session: nobody could ever relay again. */
    void unlock() throws SQLException {
        try (PreparedStatement unlock = connection.prepareStatement("select pg_advisory_unlock(?)")) {
            unlock.setLong(1, LOCK);
            unlock.execute();
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            throw e;
        }
    }

    /**
     * The oldest event of each key: what may be sent now without overtaking anything.
     *
     * @param resting topics, and keys as {@link Resting#key}, that are left alone
     */
    List<Waiting> heads(String[] resting) throws SQLException {
        String sql = "select distinct on (topic, key) id, ce_id, type, topic, key, subject, occurred_at, body"
                + " from (select * from outbox where topic <> all (?) and topic || '/' || key <> all (?)"
                + " order by id limit " + BATCH * 4 + ") oldest"
                + " order by topic, key, id limit " + BATCH;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Array left = connection.createArrayOf("text", resting);
            statement.setArray(1, left);
            statement.setArray(2, left);
            try (ResultSet row = statement.executeQuery()) {
                List<Waiting> heads = new ArrayList<>();
                while (row.next()) {
                    heads.add(new Waiting(row.getLong("id"), message(row)));
                }
                return heads;
            }
        }
    }

    /** Forgets what was delivered. */
    void delete(List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            delete.executeUpdate();
        }
    }

    private ProducerRecord<String, byte[]> message(ResultSet row) throws SQLException {
        String type = row.getString("type");
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(row.getString("topic"), row.getString("key"), row.getBytes("body"));
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", row.getObject("ce_id", UUID.class).toString());
        header(message, "ce_source", ceSource);
        header(message, "ce_type", type);
        header(message, "ce_subject", row.getString("subject"));
        header(
                message,
                "ce_time",
                row.getObject("occurred_at", OffsetDateTime.class).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        EventType.of(type).ifPresent(known -> header(message, "ce_dataschema", known.schema()));
        header(message, "content-type", "application/json");
        return message;
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
