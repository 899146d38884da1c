package dev.mien.index.service;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.sql.Database;
import dev.mien.testing.kafka.KafkaResource;
import dev.mien.testing.keys.KeysResource;
import dev.mien.testing.oidc.OidcResource;
import dev.mien.testing.postgres.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.util.UUID;

/** What tests of the whole service share; each names {@link PlayedService} as its profile, which is not inherited. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(KeysResource.class)
@QuarkusTestResource(LedgerResource.class)
public abstract class IndexServiceTest {
    protected Ledger ledger;

    @Inject
    protected Caller caller;

    @Inject
    protected Database database;

    @Inject
    protected SubjectHasher hasher;

    protected final ApplicationId application = new ApplicationId(UUID.randomUUID());

    protected static FacialId facialId() {
        return new FacialId(UUID.randomUUID());
    }

    protected long count(String from, Object... parameters) {
        return database.write(tx -> tx.first("select count(*) from " + from, row -> row.getLong(1), parameters)
                .orElseThrow());
    }
}
