package dev.mien.stack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.supervise.Loopback;
import dev.mien.stack.supervise.StackFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
    private static final Set<Part> INFRASTRUCTURE = EnumSet.of(Part.OIDC, Part.POSTGRES, Part.KAFKA);

    @TempDir
    Path directory;

    private final Ports ports = new Ports(freeRow());

    @Test
    void whatIsStartedIsReadyAndWhatIsClosedIsGone() throws Exception {
        var suite = Suite.start(config(), Progress.silent());
        assertThat(states()).containsOnly(PartStatus.State.READY);
        var database = suite.database(Part.AUTH);
        DriverManager.getConnection(suite.jdbcUrl(Part.AUTH), database.name(), database.password())
                .close();
        var processes = List.of(suite.process(Part.POSTGRES), suite.process(Part.KAFKA));

        suite.close();

        assertThat(processes).noneMatch(process -> process.isAlive());
        assertThat(states()).containsOnly(PartStatus.State.STOPPED);
        ports.requireFree();
    }

    @Test
    void aPartThatDiesIsToldAndCanBeStartedAgain() {
        var heard = new CopyOnWriteArrayList<String>();
        try (var suite = Suite.start(config().withParts(EnumSet.of(Part.POSTGRES)), heard::add)) {
            ProcessHandle.of(suite.process(Part.POSTGRES).pid()).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> heard.stream().anyMatch(line -> line.startsWith("postgres has ended by itself")));
            assertThat(status(Part.POSTGRES)).isEqualTo(PartStatus.State.DIED);

            suite.start(Part.POSTGRES);

            assertThat(status(Part.POSTGRES)).isEqualTo(PartStatus.State.READY);
        }
    }

    // Fails when the lock on the home is taken out.
    @Test
    void oneHomeHasOneSuite() {
        try (var first = Suite.start(config().withParts(EnumSet.of(Part.OIDC)), Progress.silent())) {
            assertThat(first.oidc().port()).isEqualTo(ports.of(Part.OIDC));

            assertThatThrownBy(() -> Suite.start(config(), Progress.silent()))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("./mien down");
        }
    }

    @Test
    void aTakenPortIsToldAndLeavesNothingBehind() throws Exception {
        try (var other = new ServerSocket(ports.of(Part.KAFKA), 1, InetAddress.ofLiteral(Loopback.HOST))) {
            assertThatThrownBy(() -> Suite.start(config(), Progress.silent()))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining(other.getLocalPort() + " (kafka)");
        }

        Suite.start(config().withParts(EnumSet.of(Part.OIDC)), Progress.silent())
                .close();
    }

    @Test
    void aServiceThatIsNotBuiltIsNamedAndTheRestIsStopped() {
        var config = config().withParts(EnumSet.of(Part.POSTGRES, Part.GATEWAY));

        assertThatThrownBy(() -> Suite.start(config, Progress.silent()))
                .isInstanceOf(StackFailure.class)
                .hasMessageStartingWith("gateway is not built");

        ports.requireFree();
    }

    private SuiteConfig config() {
        return SuiteConfig.everything(new Home(directory), ports, directory.resolve("no-repository"))
                .withParts(INFRASTRUCTURE);
    }

    private Set<PartStatus.State> states() {
        return PartStatus.all(new Home(directory), ports).stream()
                .filter(status -> INFRASTRUCTURE.contains(status.part()))
                .map(PartStatus::state)
                .collect(java.util.stream.Collectors.toSet());
    }

    private PartStatus.State status(Part part) {
        return PartStatus.all(new Home(directory), ports).stream()
                .filter(status -> status.part() == part)
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static int freeRow() {
        return IntStream.iterate(21_000 + (int) (ProcessHandle.current().pid() % 400) * 20, base -> base + Ports.COUNT)
                .filter(base -> IntStream.range(base, base + Ports.COUNT).allMatch(Loopback::isFree))
                .findFirst()
                .orElseThrow();
    }
}
