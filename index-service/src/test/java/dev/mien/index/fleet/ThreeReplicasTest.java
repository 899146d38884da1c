package dev.mien.index.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.intake.Child;
import dev.mien.testing.jvm.LongRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three replicas under enrollments and erasures at full speed. One of them is stopped until its lease is over, and goes
 * on; one is killed, and another takes its place. Every answer is one that some order of the changes allows: who is
 * there, and not being changed, is found, and nobody whose erasure was over before the search began.
 */
class ThreeReplicasTest {
    private static final int PEOPLE = 40;
    private static final int WRITERS = 2;
    /** What has to happen in each phase, before the next one begins. */
    private static final int CHANGES = LongRun.tries(200, 5_000);

    private static final int ANSWERS = LongRun.tries(300, 8_000);

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final List<Person> people =
            IntStream.range(1, PEOPLE + 1).mapToObj(Person::new).toList();
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicLong ledger = new AtomicLong();
    /** When the answer came that they are erased. */
    private final Map<String, Long> gone = new ConcurrentHashMap<>();

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private Cluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = new Cluster();
        for (int i = 0; i < 3; i++) {
            Replica replica = new Replica();
            replica.start();
            replicas.add(replica);
        }
    }

    @AfterEach
    void stop() {
        replicas.forEach(replica -> replica.process.destroyForcibly());
        cluster.close();
    }

    @Test
    void neverAWrongAnswerAndAllEqualAtTheEnd() throws Exception {
        // P2, P11. Breaks when a search does not wait until its replica has caught up with a head that was read after
        // it began. What a pause between the two may do, which is too short to be met here, is ReplicaTest's.
        Replica first = replicas.get(0);
        Replica second = replicas.get(1);
        Replica third = replicas.get(2);
        for (int writer = 0; writer < WRITERS; writer++) {
            int seed = writer;
            threads.add(Thread.ofPlatform().start(() -> change(first, seed)));
        }
        replicas.forEach(replica -> threads.add(Thread.ofPlatform().start(() -> ask(replica))));
        try {
            replicas.forEach(replica -> await(replica.answers, ANSWERS));

            second.signal("STOP");
            awaitLeases(2);
            await(changes, CHANGES);
            second.signal("CONT");
            await(second.answers, ANSWERS);

            third.signal("KILL");
            third.process.waitFor();
            await(changes, CHANGES);
            third.start();
            await(third.answers, ANSWERS);
        } finally {
            done.set(true);
            second.signal("CONT");
            for (Thread thread : threads) {
                thread.join();
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(gone).hasSizeGreaterThan(CHANGES / 2);
        String head = cluster.database()
                .write(tx -> tx.first(
                        "select count || ' ' || checksum || ' true' from head where application_id = ?",
                        row -> row.getString(1),
                        application.value()))
                .orElseThrow();
        assertThat(head)
                .startsWith(
                        people.stream().filter(one -> one.known.now() != null).count() + " ");
        for (Replica replica : replicas) {
            try (Line line = replica.line()) {
                Awaitility.await()
                        .atMost(60, TimeUnit.SECONDS)
                        .untilAsserted(() -> assertThat(line.ask("state")).isEqualTo(head));
            }
        }
    }

    /**
     * What is known of a person.
     *
     * @param now their Facial ID; null: nobody
     * @param next what it will be
     * @param version another one after each change of this
     */
    private record Known(String now, String next, int version) {
        boolean quiet() {
            return java.util.Objects.equals(now, next);
        }

        Known begin(String becomes) {
            return new Known(now, becomes, version + 1);
        }

        Known end() {
            return new Known(next, next, version + 1);
        }
    }

    private static final class Person {
        private final int seed;
        private volatile Known known = new Known(null, null, 0);

        Person(int seed) {
            this.seed = seed;
        }
    }

    private void change(Replica by, int writer) {
        Random random = new Random(writer);
        try (Line line = by.line()) {
            while (!done.get() && wrong.isEmpty()) {
                Person person = people.get(random.nextInt(PEOPLE / WRITERS) * WRITERS + writer);
                String facialId = person.known.now();
                String answer;
                if (facialId == null) {
                    String fresh = UUID.randomUUID().toString();
                    person.known = person.known.begin(fresh);
                    answer = line.ask("enroll " + person.seed + " " + fresh);
                } else {
                    person.known = person.known.begin(null);
                    answer = line.ask("erase " + facialId + " " + ledger.incrementAndGet());
                    gone.put(facialId, System.nanoTime());
                }
                if (!Set.of("STORED", "erased 1").contains(answer)) {
                    wrong.add("a change was answered " + answer);
                }
                person.known = person.known.end();
                changes.incrementAndGet();
            }
        } catch (IOException e) {
            wrong.add("the writer's replica is gone: " + e);
        }
    }

    private void ask(Replica replica) {
        Random random = new Random(replicas.indexOf(replica));
        while (!done.get() && wrong.isEmpty()) {
            try (Line line = replica.line()) {
                while (!done.get() && wrong.isEmpty()) {
                    ask(line, people.get(random.nextInt(PEOPLE)), replica.answers);
                }
            } catch (IOException killed) {
                // That nobody answers is not a wrong answer. Another one will be there.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private void ask(Line line, Person person, AtomicInteger answers) throws IOException {
        long begun = System.nanoTime();
        Known before = person.known;
        String answer = line.ask("recognize " + person.seed);
        Known after = person.known;
        if (answer.equals("later")) {
            return;
        }
        List<String> found = Arrays.asList(answer.split(" ")).subList(1, answer.split(" ").length);
        if (before.quiet() && before.equals(after)) {
            if (!found.equals(before.now() == null ? List.of() : List.of(before.now()))) {
                wrong.add(found + " instead of " + before);
            }
        } else if (after.version() - before.version() <= 1) {
            List<String> possible = Stream.of(before.now(), before.next(), after.now(), after.next())
                    .filter(java.util.Objects::nonNull)
                    .toList();
            if (found.size() > 1 || !possible.containsAll(found)) {
                wrong.add(found + " between " + before + " and " + after);
            }
        }
        for (String one : found) {
            if (gone.getOrDefault(one, Long.MAX_VALUE) < begun) {
                wrong.add(one + " was found after their erasure");
            }
        }
        answers.incrementAndGet();
    }

    private void await(AtomicInteger counter, int more) {
        int goal = counter.get() + more;
        Awaitility.await().atMost(10, TimeUnit.MINUTES).until(() -> counter.get() >= goal || !wrong.isEmpty());
    }

    private void awaitLeases(int count) {
        Awaitility.await()
                .atMost(1, TimeUnit.MINUTES)
                .until(() -> cluster.database()
                        .write(tx -> tx.first(
                                "select count(*) from replica_lease where expires_at > clock_timestamp()",
                                row -> row.getLong(1)))
                        .filter(held -> held == count)
                        .isPresent());
    }

    /** A place in the fleet, and the process that fills it. */
    private final class Replica {
        private final AtomicInteger answers = new AtomicInteger();
        private Process process;
        private volatile int port;

        void start() throws IOException {
            process = Child.start(
                    ReplicaProcess.class,
                    cluster.fresh().url(),
                    cluster.fresh().database().name(),
                    cluster.fresh().database().password(),
                    application.toString());
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            String line;
            do {
                line = said.readLine();
                assertThat(line).as("the process ended before it said its port").isNotNull();
            } while (!line.startsWith("port "));
            port = Integer.parseInt(line.substring(5));
            drain(said);
            drain(process.errorReader(StandardCharsets.UTF_8));
        }

        Line line() throws IOException {
            return new Line(new Socket(InetAddress.getLoopbackAddress(), port));
        }

        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        /** A process whose words nobody reads stops in the middle of one. */
        private void drain(BufferedReader words) {
            Thread.startVirtualThread(() -> words.lines().forEach(word -> {}));
        }
    }

    private record Line(Socket socket, BufferedReader answers) implements AutoCloseable {
        Line(Socket socket) throws IOException {
            this(socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        }

        String ask(String what) throws IOException {
            socket.getOutputStream().write((what + "\n").getBytes(StandardCharsets.UTF_8));
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("hung up");
            }
            return answer;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
