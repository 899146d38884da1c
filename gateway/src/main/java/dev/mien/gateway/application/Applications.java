package dev.mien.gateway.application;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.event.ApplicationChanged;
import dev.mien.contracts.event.EventType;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.outbox.OutboxEvent;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The table of applications; every change of it is told in the same transaction. */
@ApplicationScoped
public class Applications {
    private static final String COLUMNS =
            "select id, organization, name, state, revision, policy::text, created_at" + " from application ";
    private final ObjectMapper json;
    private final Outbox outbox;

    public Applications(ObjectMapper json, Outbox outbox) {
        this.json = json;
        this.outbox = outbox;
    }

    /**
     * Who accepted the operator's terms, and which.
     *
     * @param by the person, as the identity provider names them
     */
    public record Acceptance(String by, String termsVersion, Instant at) {}

    public Optional<Application> find(Tx tx, ApplicationId id) {
        return tx.first(COLUMNS + "where id = ?", this::read, id.value());
    }

    /** Somebody else's application is as unknown as nobody's, and found out by the same statement. */
    public Optional<Application> find(Tx tx, ApplicationId id, String organization) {
        return tx.first(COLUMNS + "where id = ? and organization = ?", this::read, id.value(), organization);
    }

    /** As {@link #find(Tx, ApplicationId, String)}, locked for a change. */
    public Optional<Application> lock(Tx tx, ApplicationId id, String organization) {
        return tx.first(COLUMNS + "where id = ? and organization = ? for update", this::read, id.value(), organization);
    }

    /** In the order of their creation. */
    public List<Application> list(Tx tx, String organization, int limit) {
        return tx.list(
                COLUMNS + "where organization = ? order by created_at, id limit ?", this::read, organization, limit);
    }

    public int count(Tx tx, String organization) {
        return tx.first("select count(*) from application where organization = ?", row -> row.getInt(1), organization)
                .orElseThrow();
    }

    public void insert(Tx tx, Application application, Acceptance acceptance) {
        tx.update(
                "insert into application (id, organization, name, state, revision, policy, created_at, created_by,"
                        + " terms_version, terms_accepted_at, terms_accepted_by)"
                        + " values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)",
                application.id().value(),
                application.organization(),
                application.name(),
                application.state(),
                application.revision(),
                write(application.policy()),
                application.createdAt(),
                acceptance.by(),
                acceptance.termsVersion(),
                acceptance.at(),
                acceptance.by());
        tell(tx, application, application.createdAt());
    }

    /** @param application locked before in the same transaction, with what is to be otherwise */
    public void update(Tx tx, Application application, Instant at) {
        tx.update(
                "update application set name = ?, state = ?, revision = ?, policy = ?::jsonb where id = ?",
                application.name(),
                application.state(),
                application.revision(),
                write(application.policy()),
                application.id().value());
        tell(tx, application, at);
    }

    private void tell(Tx tx, Application application, Instant at) {
        outbox.append(
                tx,
                new OutboxEvent(
                        UUID.randomUUID(),
                        EventType.APPLICATION_CHANGED,
                        application.id().toString(),
                        OutboxEvent.subject(application.id()),
                        null,
                        at,
                        new ApplicationChanged(
                                application.id(),
                                application.revision(),
                                application.state().name().toLowerCase(Locale.ROOT),
                                at)));
    }

    private Application read(ResultSet row) throws SQLException {
        return new Application(
                new ApplicationId(row.getObject("id", UUID.class)),
                row.getString("organization"),
                row.getString("name"),
                ApplicationState.valueOf(row.getString("state")),
                row.getLong("revision"),
                policy(row.getString("policy")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private String write(Policy policy) {
        try {
            return json.writeValueAsString(policy);
        } catch (JacksonException e) {
            throw new IllegalStateException("a policy can always be written", e);
        }
    }

    private Policy policy(String text) {
        try {
            return json.readValue(text, Policy.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("a stored policy cannot be read", e);
        }
    }
}
