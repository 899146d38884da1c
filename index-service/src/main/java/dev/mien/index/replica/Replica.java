package dev.mien.index.replica;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.index.gallery.Galleries;
import dev.mien.index.head.Heads;
import dev.mien.index.head.Templates;
import dev.mien.index.search.SearchRefusedException;
import dev.mien.index.vault.KeyVault;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.DatabaseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Every index in this process's memory, under one lease. Thread safe. {@link #renewLease} and {@link #follow} are
 * called again and again by whoever owns it; a search is right without them, only slower.
 */
public final class Replica {
    private static final Logger LOG = Logger.getLogger(Replica.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    /** A catching up may find its lease lost, and then its index not yet there. */
    private static final int ATTEMPTS = 4;

    private final Database database;
    private final Heads heads;
    private final Leases leases;
    private final CatchUp catchUp;
    private final Galleries galleries;
    private final Clock clock;
    private final Map<ApplicationId, IndexReplica> indexes = new ConcurrentHashMap<>();
    private final Map<ApplicationId, Reported> reported = new ConcurrentHashMap<>();
    /** Those that could not be caught up when last looked at; their trouble has been logged. */
    private final Set<ApplicationId> failing = ConcurrentHashMap.newKeySet();

    private final Lock leasing = new ReentrantLock();
    private volatile UUID lease;
    /** Whether every head was looked at since the memory was last wiped. */
    private volatile boolean looked;

    public Replica(
            Database database,
            Heads heads,
            Templates templates,
            KeyVault keys,
            Leases leases,
            Galleries galleries,
            Clock clock) {
        this.database = database;
        this.heads = heads;
        this.leases = leases;
        this.catchUp = new CatchUp(database, heads, templates, keys, leases);
        this.galleries = galleries;
        this.clock = clock;
    }

    private record Reported(UUID lease, HeadPosition position) {}

    /**
     * Makes an index level with a head that is read after this call began.
     *
     * @throws Refusal 503 when the index does not add up to its head, or no lease can be had
     */
    public void catchUp(ApplicationId application) {
        IndexReplica index = index(application);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            UUID before = lease;
            switch (index.catchUp(() -> Optional.ofNullable(lease))) {
                case LEVEL -> {
                    return;
                }
                case LEASE_LOST -> startAfresh(before);
                case NO_HEAD -> database.execute(tx -> heads.ensure(tx, application));
                case DIFFERS, UNEQUAL -> throw unequal();
                case WAITS ->
                    throw Refusal.later(
                            "The index of this application has to be read anew; that takes a moment.", SOON);
            }
        }
        throw Refusal.later("This replica of index-service has lost its lease.", SOON);
    }

    /**
     * Searches what is in memory: what the last {@link #catchUp} has seen, or more. The lease is looked at once more
     * when that is done: a replica that was paused since it caught up counts as gone, and whom it found may be erased
     * by now.
     */
    public Searched search(ApplicationId application, Search search) {
        IndexReplica index = index(application);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            UUID held = lease;
            long begun = System.nanoTime();
            Optional<Searched> searched = searched(index, search);
            index.searched(System.nanoTime() - begun);
            if (searched.isPresent()) {
                if (granted(held)) {
                    return searched.get();
                }
                startAfresh(held);
            }
            // Wiped: the lease was lost while the picture was looked at.
            catchUp(application);
        }
        throw Refusal.later("This replica of index-service has lost its lease.", SOON);
    }

    private static Optional<Searched> searched(IndexReplica index, Search search) {
        try {
            return index.search(search);
        } catch (SearchRefusedException refused) {
            throw switch (refused.reason()) {
                case LATE -> Refusal.later("The search took too long; index-service is busy.", SOON);
                case FLOOR_TOO_LOW ->
                    Refusal.of(
                            Code.PROCESSING_ERR,
                            503,
                            "The policy's thresholds are too low for an index of this size: " + refused.getMessage());
            };
        }
    }

    /** Keeps the lease; one that has run out ends everything that is in memory. */
    public void renewLease() {
        UUID held = lease;
        if (held == null || !database.write(tx -> leases.renew(tx, held))) {
            startAfresh(held);
        }
    }

    /** Looks at every head, catches up where one has moved, and says how far this replica has come. */
    public void follow() {
        Map<ApplicationId, HeadPosition> positions = database.snapshot(heads::positions);
        positions.forEach(this::follow);
        forgetAllBut(positions);
        report();
        // A lease that was lost on the way has emptied those that were caught up before.
        looked = positions.keySet().stream()
                .allMatch(application -> failing.contains(application)
                        || index(application).position().isPresent());
    }

    /** Whether every index was level with its head when last looked at. */
    public boolean level() {
        return looked && broken() == 0;
    }

    /**
     * Whether this replica may answer. An index that does not add up to its head is not searched, and everybody else's
     * is (S3): the rows are the database's, so another replica would fare no better with it. Where nothing at all can
     * be read the fault is likely this replica's own, a wrong key for one, and another may fare better.
     */
    public boolean ready() {
        return looked && (broken() == 0 || faces() > 0);
    }

    /** Indexes that are not searched, since they could not be made level with their heads. */
    public long broken() {
        return indexes.entrySet().stream()
                .filter(index ->
                        failing.contains(index.getKey()) || index.getValue().unequal())
                .count();
    }

    /** What an index takes of this process; nothing is read for it. */
    public Use use(ApplicationId application) {
        IndexReplica index = indexes.get(application);
        return index == null ? Use.NONE : index.use();
    }

    /** Faces of one index in memory. */
    public long faces(ApplicationId application) {
        IndexReplica index = indexes.get(application);
        return index == null ? 0 : index.count();
    }

    /** Faces in memory. */
    public long faces() {
        return indexes.values().stream().mapToLong(IndexReplica::count).sum();
    }

    /** Indexes in memory. */
    public int indexes() {
        return indexes.size();
    }

    /** Forgets everything, then says so. */
    public void stop() {
        leasing.lock();
        try {
            UUID held = lease;
            wipe();
            if (held != null) {
                database.execute(tx -> leases.giveUp(tx, held));
            }
        } finally {
            leasing.unlock();
        }
    }

    private boolean granted(UUID held) {
        return held != null && database.single(tx -> leases.granted(tx, held));
    }

    private void follow(ApplicationId application, HeadPosition head) {
        IndexReplica index = index(application);
        if (index.position().filter(head::equals).isPresent()) {
            failing.remove(application);
            return;
        }
        try {
            catchUp(application);
            failing.remove(application);
        } catch (DatabaseException away) {
            throw away;
        } catch (RuntimeException notNow) {
            // Whatever is wrong with one index must not keep the others from forgetting whom they have to.
            if (failing.add(application)) {
                LOG.errorf("event=index-not-level application=%s cause=%s", application, notNow.toString());
            }
        }
    }

    /** Heads are never removed, so this is for a database that was exchanged. */
    private void forgetAllBut(Map<ApplicationId, HeadPosition> known) {
        indexes.forEach((application, index) -> {
            if (!known.containsKey(application) && index.position().isPresent()) {
                index.wipe();
            }
        });
    }

    private void report() {
        UUID held = lease;
        if (held == null) {
            return;
        }
        database.execute(tx ->
                indexes.forEach((application, index) -> index.standing().ifPresent(position -> {
                    Reported now = new Reported(held, position);
                    if (!now.equals(reported.get(application))) {
                        leases.report(tx, held, application, position);
                        tx.afterCommit(() -> reported.put(application, now));
                    }
                })));
    }

    /** Forgets everything before a new lease is asked for. @param lost the lease that was found lost; null: there was none */
    private void startAfresh(UUID lost) {
        leasing.lock();
        try {
            if (lease != null && !lease.equals(lost)) {
                return;
            }
            if (lost != null) {
                LOG.warnf("event=lease-lost faces=%d", faces());
            }
            wipe();
            lease = database.write(leases::grant);
        } finally {
            leasing.unlock();
        }
    }

    private void wipe() {
        // First, so that no catching up begins under the old lease while the indexes are wiped one after the other.
        lease = null;
        looked = false;
        indexes.values().forEach(IndexReplica::wipe);
    }

    private IndexReplica index(ApplicationId application) {
        return indexes.computeIfAbsent(application, id -> new IndexReplica(id, catchUp, galleries, clock));
    }

    private static Refusal unequal() {
        return Refusal.later("The index of this application does not equal its head; it is not searched.", SOON);
    }
}
