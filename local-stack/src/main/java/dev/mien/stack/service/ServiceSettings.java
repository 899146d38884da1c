package dev.mien.stack.service;

import dev.mien.stack.keys.KeyRing;
import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.oidc.OidcProvider;
import dev.mien.stack.postgres.PostgresCluster;
import dev.mien.stack.supervise.Loopback;
import java.util.Map;
import java.util.TreeMap;

/** What each service is told, by the names of {@code docs/configuration.md}: the one place that maps them. */
public final class ServiceSettings {
    private final Home home;
    private final Ports ports;
    private final KeyRing keys;

    public ServiceSettings(Home home, Ports ports, KeyRing keys) {
        this.home = home;
        this.ports = ports;
        this.keys = keys;
    }

    /** All settings of one replica of a service, that listens on the port. */
    public Map<String, String> of(Part service, int port) {
        var settings = new TreeMap<String, String>();
        settings.put("quarkus.http.host", Loopback.HOST);
        settings.put("quarkus.http.port", Integer.toString(port));
        database(service, settings);
        settings.put("mien.kafka.bootstrap-servers", Loopback.HOST + ":" + ports.of(Part.KAFKA));
        settings.put("mien.deployment", "local");
        settings.put("mien.oidc.url", OidcProvider.issuer(ports.of(Part.OIDC)));
        settings.put("mien.oidc.secret", keys.clientSecret(service.label()).reveal());
        settings.put("mien.services.enrollment", ports.url(Part.ENROLLMENT));
        settings.put("mien.services.auth", ports.url(Part.AUTH));
        settings.put("mien.services.index", ports.url(Part.INDEX));
        settings.put("mien.services.deletion", ports.url(Part.DELETION));
        settings.put("mien.keys.ledger-hash", keys.ledgerHashKey().toString());
        own(service, settings);
        return settings;
    }

    private void database(Part service, Map<String, String> settings) {
        var database = service.database();
        settings.put("quarkus.datasource.jdbc.url", PostgresCluster.url(ports.of(Part.POSTGRES), database));
        settings.put("quarkus.datasource.username", database);
        settings.put(
                "quarkus.datasource.password", keys.databasePassword(database).reveal());
    }

    private void own(Part service, Map<String, String> settings) {
        var name = service.label();
        switch (service) {
            case GATEWAY -> {
                settings.put(
                        "mien.keys.context-private", keys.requestContextKey().toString());
                settings.put("mien.models.directory", home.models().toString());
            }
            case ENROLLMENT -> {
                settings.put("mien.keys.result-token", keys.signingKey(name).toString());
                settings.put("mien.keys.encryption", keys.encryptionKey(name).toString());
            }
            case AUTH ->
                settings.put("mien.keys.result-token", keys.signingKey(name).toString());
            case INDEX -> {
                settings.put("mien.keys.encryption", keys.encryptionKey(name).toString());
                settings.put("mien.models.directory", home.models().toString());
            }
            case DELETION -> {
                settings.put("mien.keys.receipt", keys.signingKey(name).toString());
                settings.put("mien.keys.encryption", keys.encryptionKey(name).toString());
            }
            case OIDC, POSTGRES, KAFKA -> throw new IllegalArgumentException(name + " is no service of ours");
        }
        if (service != Part.GATEWAY) {
            settings.put("mien.keys.context-public", keys.requestContextKeys().toString());
        }
    }
}
