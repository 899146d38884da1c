package dev.mien.index.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.SessionId;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.PayloadSource;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.context.RequestContext;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.index.epoch.Epochs;
import dev.mien.index.vault.MountedKeys;
import dev.mien.platform.crypto.SecretBytes;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.json.ContractsModule;
import dev.mien.platform.ledger.LedgerGuard;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.sql.Database;
import dev.mien.testing.postgres.TestPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** One database of index-service, and as many of its processes as a test asks for. */
public final class Cluster implements AutoCloseable {
    public static final Epochs EPOCHS = new Epochs(Duration.ofDays(30), Duration.ofDays(35));
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final TestPostgres.Fresh fresh;
    private final Duration lease;
    private final AgroalDataSource source;
    private final Database database;
    private final SetClock clock = new SetClock();
    private final Path keyFile = keyFile();
    private final MountedKeys encryption = MountedKeys.read("test", keyFile);
    private final SubjectHasher hasher = new SubjectHasher(SecretBytes.owning(new byte[32]));
    private final LedgerGuard guard = new LedgerGuard();
    private final Outbox outbox =
            new Outbox(new ObjectMapper().registerModule(new ContractsModule()).registerModule(new JavaTimeModule()));
    private final List<Node> nodes = new ArrayList<>();
    private long number;

    public Cluster() {
        this(TestPostgres.freshDatabase());
    }

    /** As another process sees a database that is there. */
    public Cluster(TestPostgres.Fresh fresh) {
        this(fresh, LEASE);
    }

    /** @param lease of its nodes */
    public Cluster(TestPostgres.Fresh fresh, Duration lease) {
        this.fresh = fresh;
        this.lease = lease;
        try {
            source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(24)
                            .acquisitionTimeout(Duration.ofSeconds(20))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(fresh.url())
                                    .principal(
                                            new NamePrincipal(fresh.database().name()))
                                    .credential(
                                            new SimplePassword(fresh.database().password())))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Flyway.configure()
                .dataSource(source)
                .locations("db/outbox", "db/ledger", "db/migration")
                .load()
                .migrate();
        database = new Database(source);
    }

    /** Another process, with a memory of its own. It does nothing by itself: tests renew and follow for it. */
    public Node node() {
        Node node = new Node(this, database, encryption, hasher, guard, outbox, clock, lease);
        nodes.add(node);
        return node;
    }

    public Database database() {
        return database;
    }

    /** How to reach the database. */
    public TestPostgres.Fresh fresh() {
        return fresh;
    }

    public SetClock clock() {
        return clock;
    }

    public MountedKeys encryption() {
        return encryption;
    }

    /** Mounts these versions of the key-encryption key; the last one is current. Each has a key of its own. */
    public void mount(int... versions) {
        StringBuilder lines = new StringBuilder();
        for (int version : versions) {
            lines.append(line(version));
        }
        try {
            Files.writeString(keyFile, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SubjectHasher hasher() {
        return hasher;
    }

    public SubjectHash hash(ApplicationId application, FacialId facialId) {
        return hasher.of(application, facialId);
    }

    /** The tables in which these bytes stand, anywhere in a row: as bytes, or within a text. */
    public List<String> tablesThatHold(byte[] wanted) {
        String hex = HexFormat.of().formatHex(wanted);
        String text = new String(wanted, StandardCharsets.ISO_8859_1);
        return tables().stream()
                .filter(table -> database.write(tx -> tx.exists(
                        // A row's text shows bytes in hexadecimal; half a byte's offset is none.
                        "select 1 from \"" + table
                                + "\" t where position(? in t::text) > 0 or position(? in t::text) > 0",
                        hex,
                        text.indexOf('\0') < 0 ? text : hex)))
                .toList();
    }

    /** The tables in which a Facial ID stands: as it is, as its 16 bytes, or within the bytes of an event. */
    public Set<String> tablesThatName(FacialId facialId) {
        UUID id = facialId.value();
        Set<String> tables = new TreeSet<>(tablesThatHold(facialId.toString().getBytes(StandardCharsets.US_ASCII)));
        tables.addAll(tablesThatHold(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array()));
        return tables;
    }

    private List<String> tables() {
        return database.write(tx -> tx.list(
                "select table_name from information_schema.tables where table_schema = 'public'",
                row -> row.getString(1)));
    }

    /** Does with an entry what the ledger's follower does, by that node. @return what was removed */
    public Map<String, Integer> purge(Node by, LedgerEntry entry) {
        SubjectHash subject = SubjectHash.of(entry.subjectHash());
        return database.write(tx -> {
            by.purge().lock(tx, entry);
            guard.lock(tx, subject);
            Map<String, Integer> removed = by.purge().purge(tx, entry, subject);
            tx.update(
                    "insert into ledger_copy (number, kind, subject_hash, removed) values (?, ?, ?, '{}')"
                            + " on conflict do nothing",
                    entry.number(),
                    entry.kind(),
                    subject.bytes());
            tx.update("update ledger_progress set applied = ? where applied < ?", entry.number(), entry.number());
            return removed;
        });
    }

    /** The next entry of the ledger, for one Facial ID. */
    public LedgerEntry entry(ApplicationId application, FacialId facialId) {
        return new LedgerEntry(
                ++number,
                LedgerEntry.Kind.FACIAL_ID,
                hasher.of(application, facialId).bytes(),
                application,
                facialId,
                false);
    }

    /** The next entry of the ledger, for a whole application. */
    public LedgerEntry entry(ApplicationId application) {
        return new LedgerEntry(
                ++number, LedgerEntry.Kind.APPLICATION, hasher.of(application).bytes(), application, null, false);
    }

    /** An entry as it reads once its erasure is complete. */
    public static LedgerEntry anonymous(LedgerEntry entry) {
        return new LedgerEntry(entry.number(), entry.kind(), entry.subjectHash(), null, null, entry.undo());
    }

    public RequestContext context(ApplicationId application, Operation operation) {
        return context(application, operation, policy(Liveness.NONE, PlannedFaces.PROFILE));
    }

    public RequestContext context(ApplicationId application, Operation operation, Policy policy) {
        return context(application, operation, policy, List.of());
    }

    /** @param challenge the steps of the session */
    public RequestContext context(
            ApplicationId application, Operation operation, Policy policy, List<String> challenge) {
        return new RequestContext(
                UUID.randomUUID(),
                application,
                operation,
                new SessionId(UUID.randomUUID()),
                challenge,
                null,
                null,
                policy,
                "",
                clock.instant(),
                clock.instant().plusSeconds(30));
    }

    public static Policy policy(Liveness liveness, String profile) {
        return policy(liveness, profile, Engine.ONNX, false);
    }

    /** @param learning whether templates learn */
    public static Policy policy(Liveness liveness, String profile, boolean learning) {
        return policy(liveness, profile, Engine.ONNX, learning);
    }

    public static Policy policy(Liveness liveness, String profile, Engine engine) {
        return policy(liveness, profile, engine, false);
    }

    /** @param minimumAge null: no check */
    public static Policy estimating(boolean estimates, Integer minimumAge) {
        return policy(Liveness.NONE, PlannedFaces.PROFILE, Engine.ONNX, false, estimates, minimumAge);
    }

    private static Policy policy(Liveness liveness, String profile, Engine engine, boolean learning) {
        return policy(liveness, profile, engine, learning, false, null);
    }

    private static Policy policy(
            Liveness liveness, String profile, Engine engine, boolean learning, boolean estimates, Integer minimumAge) {
        return new Policy(
                1,
                List.of("https://example.test"),
                List.of(),
                liveness,
                true,
                0.01,
                PayloadSource.BACKEND,
                "1",
                1,
                8,
                estimates,
                minimumAge,
                365,
                profile,
                engine,
                learning,
                null,
                false);
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.replica().stop());
        source.close();
        fresh.drop();
    }

    private static Path keyFile() {
        try {
            Path file = Files.createTempFile("mien-test-kek", ".keys");
            file.toFile().deleteOnExit();
            return Files.writeString(file, line(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(int version) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) (6 + version));
        return version + " " + Base64.getEncoder().encodeToString(key) + "\n";
    }
}
