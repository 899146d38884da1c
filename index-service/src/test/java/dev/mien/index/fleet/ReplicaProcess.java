package dev.mien.index.fleet;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.gallery.Gallery;
import dev.mien.platform.problem.Refusal;
import dev.mien.stack.postgres.Database;
import dev.mien.testing.postgres.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of index-service that keeps its replica going by itself, and does at each line of a connection what it
 * says. Says its port.
 */
final class ReplicaProcess {
    static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final ApplicationId application;
    private final Cluster cluster;
    private final Node node;

    private ReplicaProcess(ApplicationId application, Cluster cluster) {
        this.application = application;
        this.cluster = cluster;
        this.node = cluster.node();
    }

    /** @param arguments URL, name and password of the database; application */
    public static void main(String[] arguments) throws IOException {
        var database = new TestPostgres.Fresh(arguments[0], new Database(arguments[1], arguments[2]));
        var process =
                new ReplicaProcess(new ApplicationId(UUID.fromString(arguments[3])), new Cluster(database, LEASE));
        Thread.ofPlatform().start(() -> repeat(process.node.replica()::renewLease, LEASE.dividedBy(5)));
        Thread.ofPlatform().start(() -> repeat(process.node.replica()::follow, INTERVAL));
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.out.println("port " + server.getLocalPort());
            while (true) {
                Socket caller = server.accept();
                Thread.ofPlatform().start(() -> process.serve(caller));
            }
        }
    }

    private static void repeat(Runnable work, Duration pause) {
        while (true) {
            try {
                work.run();
            } catch (RuntimeException again) {
                System.out.println("not now: " + again);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void serve(Socket caller) {
        try (caller;
                var lines = new Scanner(caller.getInputStream(), StandardCharsets.UTF_8);
                var answers = new PrintWriter(caller.getOutputStream(), true, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                answers.println(answer(lines.nextLine().split(" ")));
            }
        } catch (IOException gone) {
            System.out.println("caller gone: " + gone);
        }
    }

    private String answer(String[] asked) {
        try {
            return switch (asked[0]) {
                case "recognize" -> "found" + recognized(face(asked));
                case "enroll" ->
                    node.enroll(application, face(asked), id(asked[2]))
                            .outcome()
                            .name();
                case "erase" -> "erased " + erased(id(asked[1]), Long.parseLong(asked[2]));
                case "state" -> state();
                default -> throw new IllegalArgumentException(asked[0]);
            };
        } catch (Refusal later) {
            return "later";
        }
    }

    private String recognized(MadeUpFace face) {
        StringBuilder found = new StringBuilder();
        node.recognize(application, face).forEach(one -> found.append(' ').append(one));
        return found.toString();
    }

    private int erased(FacialId facialId, long number) {
        byte[] subject = cluster.hash(application, facialId).bytes();
        return cluster.purge(
                        node,
                        new LedgerEntry(number, LedgerEntry.Kind.FACIAL_ID, subject, application, facialId, false))
                .get("templates");
    }

    /** What is in memory, whatever the database says. */
    private String state() {
        int count = node.galleries().stream().mapToInt(Gallery::count).sum();
        long checksum = node.galleries().stream().mapToLong(Gallery::checksum).sum();
        return count + " " + checksum + " " + node.replica().level();
    }

    private static MadeUpFace face(String[] asked) {
        return new MadeUpFace(Long.parseLong(asked[1]));
    }

    private static FacialId id(String text) {
        return new FacialId(UUID.fromString(text));
    }
}
