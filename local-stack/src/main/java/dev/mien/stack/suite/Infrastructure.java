package dev.mien.stack.suite;

import dev.mien.stack.kafka.KafkaBroker;
import dev.mien.stack.kafka.KafkaSettings;
import dev.mien.stack.keys.KeyRing;
import dev.mien.stack.keys.Secret;
import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.oidc.AccessTokens;
import dev.mien.stack.oidc.OidcProvider;
import dev.mien.stack.oidc.OidcSettings;
import dev.mien.stack.oidc.Person;
import dev.mien.stack.postgres.Database;
import dev.mien.stack.postgres.PostgresBinaries;
import dev.mien.stack.postgres.PostgresCluster;
import dev.mien.stack.postgres.PostgresSettings;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Guarded;
import dev.mien.stack.supervise.StackFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** PostgreSQL, Kafka and the OIDC provider of one stack. */
final class Infrastructure {
    private static final String ORGANIZATION = "local";

    private final Home home;
    private final Ports ports;
    private final KeyRing keys;
    private final Guard guard;
    private volatile PostgresCluster postgres;
    private volatile KafkaBroker kafka;
    private volatile OidcProvider oidc;

    Infrastructure(Home home, Ports ports, KeyRing keys, Guard guard) {
        this.home = home;
        this.ports = ports;
        this.keys = keys;
        this.guard = guard;
    }

    void start(Part part) {
        switch (part) {
            case POSTGRES -> startPostgres();
            case KAFKA -> startKafka();
            case OIDC -> startOidc();
            case GATEWAY, ENROLLMENT, AUTH, INDEX, DELETION -> throw noInfrastructure(part);
        }
    }

    /** Absent is fine. */
    void stop(Part part) {
        if (part == Part.OIDC) {
            if (oidc != null) {
                oidc.close();
                oidc = null;
            }
        } else {
            process(part).ifPresent(Guarded::stop);
        }
    }

    /** The part's process, when it was started; the OIDC provider has none of its own. */
    Optional<Guarded> process(Part part) {
        return switch (part) {
            case POSTGRES -> Optional.ofNullable(postgres).map(PostgresCluster::process);
            case KAFKA -> Optional.ofNullable(kafka).map(KafkaBroker::process);
            case OIDC -> Optional.empty();
            case GATEWAY, ENROLLMENT, AUTH, INDEX, DELETION -> throw noInfrastructure(part);
        };
    }

    PostgresCluster postgres() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL was not started");
        }
        return postgres;
    }

    OidcProvider oidc() {
        if (oidc == null) {
            throw new IllegalStateException("the OIDC provider does not run");
        }
        return oidc;
    }

    Database database(Part service) {
        return new Database(
                service.database(), keys.databasePassword(service.database()).reveal());
    }

    private void startPostgres() {
        var settings = new PostgresSettings(
                Part.POSTGRES.label(),
                home.data(Part.POSTGRES),
                ports.of(Part.POSTGRES),
                keys.databasePassword(PostgresCluster.SUPERUSER).reveal(),
                home.log(Part.POSTGRES.label()),
                Optional.empty());
        postgres = PostgresCluster.start(settings, PostgresBinaries.unpackedIn(home.cache()), guard);
        Part.services().forEach(service -> database(service).ensure(postgres::connect));
    }

    private void startKafka() {
        kafka = KafkaBroker.start(
                new KafkaSettings(
                        Part.KAFKA.label(),
                        home.data(Part.KAFKA),
                        ports.of(Part.KAFKA),
                        ports.kafkaController(),
                        home.log(Part.KAFKA.label()),
                        Optional.empty()),
                guard);
    }

    private void startOidc() {
        Map<String, Secret> clients = Part.services().stream()
                .collect(Collectors.toMap(Part::label, service -> keys.clientSecret(service.label())));
        var owner = new Person(KeyRing.OWNER, keys.consoleOwner(), List.of(KeyRing.OWNER), ORGANIZATION);
        oidc = OidcProvider.start(
                new OidcSettings(ports.of(Part.OIDC), keys.oidcKey(), clients, AccessTokens.LIFETIME, List.of(owner)));
    }

    private static StackFailure noInfrastructure(Part part) {
        return new StackFailure(part.label() + " is a service.");
    }
}
