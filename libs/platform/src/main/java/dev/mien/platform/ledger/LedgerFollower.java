package dev.mien.platform.ledger;

import dev.mien.contracts.deletion.HandOver;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.deletion.LedgerPage;
import dev.mien.contracts.deletion.LedgerPoll;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.crypto.SubjectHasher;
import dev.mien.platform.outbox.Outbox;
import dev.mien.platform.sql.Database;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Applies the ledger: polls it, purges each number once and in order, and has {@link Confirmations} tell what is gone.
 * An event only wakes it early; it needs no event to do its work, and knows of no other way to erase.
 */
@ApplicationScoped
@IfBuildProperty(name = "mien.ledger.follow", stringValue = "true", enableIfMissing = true)
public class LedgerFollower {
    private static final Logger LOG = Logger.getLogger(LedgerFollower.class);

    private final Database database;
    private final LedgerCopy copy;
    private final LedgerGuard guard;
    private final LedgerGate gate;
    private final Holder holder;
    private final LedgerApi ledger;
    private final SubjectHasher hasher;
    private final String service;
    private final Pace pace;
    private final Confirmations confirmations;
    private final Semaphore poke = new Semaphore(0);
    private volatile boolean stopped;
    private Thread thread;

    public LedgerFollower(
            Database database,
            LedgerCopy copy,
            LedgerGuard guard,
            LedgerGate gate,
            Holder holder,
            Outbox outbox,
            @RestClient LedgerApi ledger,
            SubjectHasher hasher,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "mien.ledger.poll-interval") Duration interval) {
        this.database = database;
        this.copy = copy;
        this.guard = guard;
        this.gate = gate;
        this.holder = holder;
        this.ledger = ledger;
        this.hasher = hasher;
        this.service = service;
        this.pace = new Pace(interval);
        this.confirmations = new Confirmations(database, copy, holder, outbox, clock, service);
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("ledger-follower").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        wake();
        thread.join(Duration.ofSeconds(5));
    }

    /** Looks at the ledger now rather than at the next interval. */
    public void wake() {
        poke.release();
    }

    private void run() {
        while (!stopped) {
            follow();
            pause(pace.next(confirmAll()));
        }
    }

    private void follow() {
        try {
            while (!stopped && step()) {
                // more was waiting than one page holds
            }
        } catch (RuntimeException e) {
            LOG.warnf("event=ledger-not-followed cause=%s", e.toString());
        }
    }

    /** Apart from following: what is purged can be confirmed while the ledger is away, or its next entry cannot be purged. */
    private boolean confirmAll() {
        try {
            return confirm();
        } catch (RuntimeException e) {
            LOG.warnf("event=purges-not-confirmed cause=%s", e.toString());
            return false;
        }
    }

    /** @return whether some purges cannot be confirmed yet */
    boolean confirm() {
        return confirmations.write();
    }

    /** @return whether to poll again at once */
    boolean step() {
        LedgerPoll report = database.write(tx -> copy.report(tx, service));
        if (gate.behindMemory(report.applied())) {
            // The database went back in time under a running service: nothing that memory holds is to be believed.
            LOG.errorf("event=database-restored applied=%d", report.applied());
        }
        LedgerPage page = ledger.poll(report);
        switch (page.status()) {
            case AWAITING_HOLDERS -> {
                return false;
            }
            case HAND_OVER -> {
                List<LedgerEntry> missing = database.write(tx -> copy.after(tx, page.last(), LedgerPage.MAXIMUM));
                if (missing.isEmpty()) {
                    // Polling at once would be answered by the same, again and again.
                    LOG.errorf("event=nothing-to-hand-over applied=%d ledger=%d", report.applied(), page.last());
                    return false;
                }
                ledger.handOver(new HandOver(service, missing));
                return true;
            }
            case RESTORED -> {
                restored(report);
                // Not at once: a ledger that says nothing else would have one incarnation renewed after the other.
                return false;
            }
            case FOLLOW -> {}
        }
        long applied = report.applied();
        for (LedgerEntry entry : page.entries()) {
            if (entry.number() != applied + 1) {
                // To pass over a number is to forget somebody who must be forgotten: rather stand still.
                throw new IllegalStateException("the ledger's page has " + entry.number() + " after " + applied);
            }
            apply(entry);
            pace.purged();
            applied = entry.number();
        }
        gate.applied(applied, page.last());
        return applied < page.last();
    }

    private void restored(LedgerPoll report) {
        boolean renewed = database.write(tx -> {
            boolean behind = copy.renew(tx, report);
            if (behind) {
                holder.restored(tx);
            }
            return behind;
        });
        LOG.errorf("event=database-was-restored applied=%d renewed=%s", report.applied(), renewed);
    }

    private void apply(LedgerEntry entry) {
        SubjectHash subject = SubjectHash.of(entry.subjectHash());
        requireSameKey(entry, subject);
        Map<String, Integer> removed = database.write(tx -> {
            holder.lock(tx, entry);
            guard.lock(tx, subject);
            Map<String, Integer> counts = holder.purge(tx, entry, subject);
            copy.record(tx, entry, counts);
            return counts;
        });
        LOG.infof("event=purged number=%d subject=%s removed=%s", entry.number(), subject.brief(), removed);
    }

    /** An entry names its subject while the erasure is under way. Hashed otherwise here, the purge would find nobody. */
    private void requireSameKey(LedgerEntry entry, SubjectHash subject) {
        boolean named = entry.applicationId() != null && entry.facialId() != null;
        if (named && !hasher.of(entry.applicationId(), entry.facialId()).equals(subject)) {
            throw new IllegalStateException(
                    SubjectHasher.SETTING + " is not the ledger's key: see entry " + entry.number());
        }
    }

    private void pause(Duration longest) {
        try {
            poke.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            poke.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
