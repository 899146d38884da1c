package dev.mien.platform.outbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Writes events into the transaction of the change that they tell of. */
@ApplicationScoped
public class Outbox {
    private final ObjectMapper json;
    private final Semaphore poke = new Semaphore(0);

    public Outbox(ObjectMapper json) {
        this.json = json;
    }

    /** The event exists if and only if {@code tx} commits; the relay is poked then. */
    public void append(Tx tx, OutboxEvent event) {
        tx.enqueue(
                "insert into outbox (ce_id, type, topic, key, subject, subject_hash, occurred_at, body)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                event.id(),
                event.type().type(),
                event.type().topic(),
                event.key(),
                event.subject(),
                event.subjectHash() == null ? null : event.subjectHash().bytes(),
                event.at(),
                body(event));
        tx.afterCommit(poke::release);
    }

    /** Whether anything about this subject is still to be delivered. */
    public boolean holds(Tx tx, SubjectHash subject) {
        return tx.exists("select 1 from outbox where subject_hash = ? limit 1", (Object) subject.bytes());
    }

    /** Whether this very event is still to be delivered. */
    public boolean holds(Tx tx, SubjectHash subject, UUID id) {
        return tx.exists("select 1 from outbox where subject_hash = ? and ce_id = ?", subject.bytes(), id);
    }

    /** What the relay sleeps on. */
    Semaphore poke() {
        return poke;
    }

    private byte[] body(OutboxEvent event) {
        try {
            return json.writeValueAsBytes(event.data());
        } catch (JacksonException e) {
            throw new IllegalStateException("an event of type " + event.type() + " cannot be written", e);
        }
    }
}
