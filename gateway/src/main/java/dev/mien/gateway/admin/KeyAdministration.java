package dev.mien.gateway.admin;

import dev.mien.contracts.Code;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.credential.OpaqueToken;
import dev.mien.gateway.key.ApiKey;
import dev.mien.gateway.key.ApiKeys;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Making, rotating and revoking the keys of an application. */
@ApplicationScoped
public class KeyAdministration {
    private static final int MAXIMUM_DAYS = 3 * 365;
    private static final int MAXIMUM_OVERLAP_MINUTES = 30 * 24 * 60;

    private final Database database;
    private final Administration administration;
    private final ApiKeys keys;
    private final Person person;
    private final Clock clock;

    public KeyAdministration(
            Database database, Administration administration, ApiKeys keys, Person person, Clock clock) {
        this.database = database;
        this.administration = administration;
        this.keys = keys;
        this.person = person;
        this.clock = clock;
    }

    /** A key and its secret, which is not kept. */
    record Created(ApiKey key, OpaqueToken secret) {}

    Created create(String applicationId, CreateKey wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiKey key = new ApiKey(UUID.randomUUID(), now, expiry(now, wanted), null);
        OpaqueToken secret = OpaqueToken.fresh(OpaqueToken.Kind.KEY);
        Duration overlap = overlap(wanted);
        database.execute(tx -> {
            Application application = administration.locked(tx, applicationId);
            long alive = keys.list(tx, application.id()).stream()
                    .filter(one -> one.aliveAt(now))
                    .count();
            if (alive >= ApiKeys.MAXIMUM_ALIVE) {
                throw Refusal.of(
                        Code.CONFLICT,
                        "An application may have " + ApiKeys.MAXIMUM_ALIVE + " living keys; revoke one first.");
            }
            if (wanted.replaces() != null
                    && !keys.expire(tx, application.id(), wanted.replaces(), now, now.plus(overlap))) {
                throw Refusal.of(Code.INVALID_REQUEST, "replaces names no living key of this application.");
            }
            keys.insert(tx, application.id(), key, secret, person.subject());
        });
        return new Created(key, secret);
    }

    List<ApiKey> list(String applicationId) {
        Application application = administration.get(applicationId);
        return database.snapshot(tx -> keys.list(tx, application.id()));
    }

    void revoke(String applicationId, String keyId) {
        database.execute(tx -> {
            Application application = administration.locked(tx, applicationId);
            if (!keys.revoke(tx, application.id(), id(keyId), clock.instant())) {
                throw Refusal.of(Code.NOT_FOUND);
            }
        });
    }

    private static Instant expiry(Instant now, CreateKey wanted) {
        if (wanted.expiresInDays() == null) {
            return null;
        }
        int days = within("expiresInDays", wanted.expiresInDays(), 1, MAXIMUM_DAYS);
        return now.plus(Duration.ofDays(days));
    }

    private static Duration overlap(CreateKey wanted) {
        int minutes = wanted.overlapMinutes() == null ? CreateKey.DEFAULT_OVERLAP_MINUTES : wanted.overlapMinutes();
        return Duration.ofMinutes(within("overlapMinutes", minutes, 0, MAXIMUM_OVERLAP_MINUTES));
    }

    private static int within(String member, int value, int least, int most) {
        if (value < least || value > most) {
            throw Refusal.of(Code.INVALID_REQUEST, member + " must be " + least + " to " + most + ".");
        }
        return value;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Refusal.of(Code.NOT_FOUND);
        }
    }
}
