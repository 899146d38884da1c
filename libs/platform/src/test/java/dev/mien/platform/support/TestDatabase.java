package dev.mien.platform.support;

import dev.mien.platform.sql.Database;
import dev.mien.testing.postgres.TestPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** A fresh database on a real PostgreSQL with the tables that this library brings, and pools as services have them. */
public final class TestDatabase implements AutoCloseable {
    private final TestPostgres.Fresh fresh = TestPostgres.freshDatabase();
    private final List<AgroalDataSource> pools = new ArrayList<>();
    private final Database database;

    public TestDatabase() {
        AgroalDataSource source = pool("test", 12);
        Flyway.configure()
                .dataSource(source)
                .locations("db/outbox", "db/ledger")
                .load()
                .migrate();
        database = new Database(source);
    }

    public Database database() {
        return database;
    }

    /**
     * Connections of one process.
     *
     * @param process the name under which PostgreSQL shows them
     */
    public AgroalDataSource pool(String process, int size) {
        try {
            AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(connections -> connections
                            .maxSize(size)
                            // As Quarkus sets it: a connection that broke is not handed out again.
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .acquisitionTimeout(Duration.ofSeconds(3))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(fresh.url())
                                    .jdbcProperty("ApplicationName", process)
                                    .jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED)
                                    .principal(
                                            new NamePrincipal(fresh.database().name()))
                                    .credential(
                                            new SimplePassword(fresh.database().password())))));
            pools.add(pool);
            return pool;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long count(String from) {
        return database.write(tx -> tx.first("select count(*) from " + from, row -> row.getLong(1)))
                .orElseThrow();
    }

    /** Whether somebody waits for a lock in this database. */
    public boolean somebodyWaits() {
        return count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") > 0;
    }

    /** Ends the connections of a process, as PostgreSQL does with one that no longer answers. */
    public void cutOff(String process) {
        database.execute(tx -> tx.list(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                        + " and application_name = ?",
                row -> true,
                process));
    }

    @Override
    public void close() {
        pools.forEach(AgroalDataSource::close);
        fresh.drop();
    }
}
