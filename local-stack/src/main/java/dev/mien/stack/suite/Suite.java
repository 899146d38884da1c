package dev.mien.stack.suite;

import dev.mien.stack.keys.KeyRing;
import dev.mien.stack.layout.Part;
import dev.mien.stack.oidc.OidcProvider;
import dev.mien.stack.postgres.Database;
import dev.mien.stack.postgres.PostgresCluster;
import dev.mien.stack.service.ServiceProcess;
import dev.mien.stack.service.ServiceSettings;
import dev.mien.stack.supervise.Guard;
import dev.mien.stack.supervise.Guarded;
import dev.mien.stack.supervise.Loopback;
import dev.mien.stack.supervise.StackFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A running stack. Whoever holds it may stop, kill, pause and start single parts; {@link #close()} stops all of them:
 * services, then Kafka, then PostgreSQL. When the JVM is killed, the guards do.
 */
public final class Suite implements AutoCloseable {
    private static final List<Part> INFRASTRUCTURE = List.of(Part.OIDC, Part.POSTGRES, Part.KAFKA);

    private final SuiteConfig config;
    private final Progress progress;
    private final HomeLock lock;
    private final Guard guard;
    private final ServiceSettings settings;
    private final Infrastructure infrastructure;
    private final Map<String, ServiceProcess> services = new ConcurrentHashMap<>();
    private boolean closed;

    private Suite(SuiteConfig config, Progress progress, HomeLock lock) {
        this.config = config;
        this.progress = progress;
        this.lock = lock;
        this.guard = new Guard(config.home().run());
        var keys = new KeyRing(config.home().keys());
        this.settings = new ServiceSettings(config.home(), config.ports(), keys);
        this.infrastructure = new Infrastructure(config.home(), config.ports(), keys, guard);
    }

    /**
     * Starts the configured parts and returns when all are ready.
     *
     * @throws StackFailure with a sentence for a person when something is missing, taken, or does not come up; whatever
     *     was started has been stopped then
     */
    public static Suite start(SuiteConfig config, Progress progress) {
        var lock = HomeLock.take(config.home(), config.ports());
        var suite = new Suite(config, progress, lock);
        try {
            config.ports().requireFree();
            suite.startAll();
            lock.markReady();
            return suite;
        } catch (RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    private void startAll() {
        InParallel.run(chosen(INFRASTRUCTURE.stream()));
        InParallel.run(chosen(Part.services().stream()));
    }

    private List<Runnable> chosen(Stream<Part> parts) {
        return parts.filter(config.parts()::contains)
                .map(part -> (Runnable) () -> start(part))
                .toList();
    }

    /** Starts a part that does not run, and returns when it is ready. */
    public void start(Part part) {
        var watch = new Stopwatch();
        progress.say("starting " + part.label() + " …");
        if (part.isService()) {
            replica(part, part.label(), config.ports().of(part));
        } else {
            infrastructure.start(part);
            infrastructure.process(part).ifPresent(this::watch);
        }
        progress.say(part.label() + " is ready on port " + config.ports().of(part) + " (" + watch + ")");
    }

    /** Starts parts that do not run all at the same time, since some are not ready before others are. */
    public void start(Collection<Part> parts) {
        InParallel.run(parts.stream().map(part -> (Runnable) () -> start(part)).toList());
    }

    /**
     * Starts one more replica of a service on the same database, and returns when it is ready.
     *
     * @param name of the process and its log, for example {@code index-service-2}
     * @param port free, on 127.0.0.1
     */
    public ServiceProcess replica(Part service, String name, int port) {
        return replica(service, name, port, Map.of());
    }

    /** The same with settings of its own, for example the address of another replica that it shall call. */
    public ServiceProcess replica(Part service, String name, int port, Map<String, String> own) {
        var told = new TreeMap<>(settings.of(service, port));
        told.putAll(config.settings().getOrDefault(service, Map.of()));
        told.putAll(own);
        var process = ServiceProcess.start(
                new ServiceProcess.Start(service, name, port, config.repository(), config.home(), told, config.jvm()),
                guard);
        services.put(name, process);
        watch(process.process());
        process.awaitReady(config.readyWithin());
        return process;
    }

    private void watch(Guarded process) {
        process.onCrash(code ->
                progress.say(process.name() + " has ended by itself (exit code " + code + ").\n" + process.logTail()));
    }

    /** Asks the part to end and returns when it has. */
    public void stop(Part part) {
        if (part.isService()) {
            process(part).stop();
        } else {
            infrastructure.stop(part);
        }
    }

    /** Asks all of them to end and returns when they have. */
    public void stop(Collection<Part> parts) {
        InParallel.run(parts.stream().map(part -> (Runnable) () -> stop(part)).toList());
    }

    /** SIGKILL; for the OIDC provider, which lives in this JVM, the same as {@link #stop(Part)}. */
    public void kill(Part part) {
        if (part == Part.OIDC) {
            infrastructure.stop(part);
        } else {
            process(part).kill();
        }
    }

    /** SIGSTOP: the part keeps its connections and answers nothing until {@link #resume(Part)}. */
    public void pause(Part part) {
        process(part).pause();
    }

    /** SIGCONT. */
    public void resume(Part part) {
        process(part).resume();
    }

    /** The part's process. */
    public Guarded process(Part part) {
        if (part.isService()) {
            var service = services.get(part.label());
            if (service == null) {
                throw new StackFailure(part.label() + " was not started.");
            }
            return service.process();
        }
        return infrastructure
                .process(part)
                .orElseThrow(() -> new StackFailure(part.label() + " has no process of its own."));
    }

    /** A service's or the OIDC provider's address. */
    public String url(Part part) {
        return config.ports().url(part);
    }

    /** A service's database, with the credentials of its role. */
    public Database database(Part service) {
        return infrastructure.database(service);
    }

    /** The JDBC URL of a service's database. */
    public String jdbcUrl(Part service) {
        return PostgresCluster.url(config.ports().of(Part.POSTGRES), service.database());
    }

    /** The cluster, for a superuser's connection. */
    public PostgresCluster postgres() {
        return infrastructure.postgres();
    }

    public String bootstrapServers() {
        return Loopback.HOST + ":" + config.ports().of(Part.KAFKA);
    }

    /** The provider, which mints tokens for tests too. */
    public OidcProvider oidc() {
        return infrastructure.oidc();
    }

    public Path log(Part part) {
        return config.home().log(part.label());
    }

    public SuiteConfig config() {
        return config;
    }

    /** Stops everything in order and gives the home back. Again is no error. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        InParallel.run(stops(services.values()));
        infrastructure.stop(Part.KAFKA);
        infrastructure.stop(Part.POSTGRES);
        infrastructure.stop(Part.OIDC);
        lock.close();
    }

    private static List<Runnable> stops(Collection<ServiceProcess> services) {
        var stops = new ArrayList<Runnable>();
        services.forEach(service -> stops.add(service.process()::stop));
        return stops;
    }
}
