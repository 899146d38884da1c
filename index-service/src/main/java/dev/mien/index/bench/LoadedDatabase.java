package dev.mien.index.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.index.gallery.Galleries;
import dev.mien.index.head.Heads;
import dev.mien.index.head.Templates;
import dev.mien.index.replica.Leases;
import dev.mien.index.replica.Replica;
import dev.mien.index.vault.KeyVault;
import dev.mien.index.vault.MountedKeys;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.sql.Database;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;

/**
 * A database of index-service that was empty before, under keys that nobody keeps.
 *
 * @param keyFile removed on close
 */
record LoadedDatabase(
        AgroalDataSource source, Database database, Path keyFile, KeyVault keys, SubjectHasher hasher, Heads heads)
        implements AutoCloseable {
    private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");
    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Loading must not outlast it. */
    private static final Duration LEASE = Duration.ofHours(1);

    static LoadedDatabase connect(String url, String user, String password) throws SQLException, IOException {
        AgroalDataSource source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS)
                        .acquisitionTimeout(PATIENCE)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .principal(new NamePrincipal(user))
                                .credential(new SimplePassword(password)))));
        MIGRATIONS.setLevel(Level.WARNING);
        Flyway.configure()
                .dataSource(source)
                .locations("db/outbox", "db/ledger", "db/migration")
                .load()
                .migrate();
        Path keyFile = Files.writeString(
                Files.createTempFile("mien-bench-", ".keys"),
                "1 " + Base64.getEncoder().encodeToString(random()) + "\n");
        KeyVault keys = new KeyVault(MountedKeys.read("bench", keyFile));
        SubjectHasher hasher = new SubjectHasher(SecretBytes.owning(random()));
        Heads heads = new Heads(keys, hasher, new Outbox(new ObjectMapper()), Clock.systemUTC());
        return new LoadedDatabase(source, new Database(source), keyFile, keys, hasher, heads);
    }

    /** One that knows nothing yet. */
    Replica replica(Galleries galleries) {
        return new Replica(database, heads, new Templates(), keys, new Leases(LEASE), galleries, Clock.systemUTC());
    }

    @Override
    public void close() throws IOException {
        source.close();
        Files.deleteIfExists(keyFile);
    }

    private static byte[] random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return random;
    }
}
