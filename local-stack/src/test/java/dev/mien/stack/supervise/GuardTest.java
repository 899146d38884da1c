package dev.mien.stack.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final String DEAF = "trap '' TERM INT; while :; do sleep 1; done";

    @TempDir
    Path directory;

    // Fails when guard.sh no longer waits on the launcher's pipe.
    @Test
    void aKilledLauncherLeavesNoProcess() throws IOException {
        var launcher = launcher("sleep", "600");
        var part = ProcessHandle.of(pidPrintedBy(launcher)).orElseThrow();

        launcher.destroyForcibly();

        await().atMost(LONG_ENOUGH).until(() -> !part.isAlive());
    }

    // A job that is killed, a terminal that closes: the signal reaches the guard too. Fails when guard.sh's subshell,
    // which waits for the launcher's end, does not ignore it.
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void aSignalToAllOfThemLeavesNoProcess(String signal) throws IOException {
        var launcher = launcher("sleep", "600");
        var part = ProcessHandle.of(pidPrintedBy(launcher)).orElseThrow();
        // The guard and its subshell; in a group of its own, the process itself does not hear the signal.
        var group =
                launcher.descendants().filter(one -> one.pid() != part.pid()).toList();
        assertThat(group).hasSizeGreaterThanOrEqualTo(2);

        group.forEach(one -> Signal.send(signal, PidFile.of(one)));
        launcher.destroyForcibly();

        await().atMost(LONG_ENOUGH).until(() -> !part.isAlive());
    }

    // Fails when guard.sh no longer follows up with -9.
    @Test
    void evenAProcessThatIgnoresSignalsEndsWithItsLauncher() throws IOException {
        var launcher = launcher("sh", "-c", DEAF);
        var part = ProcessHandle.of(pidPrintedBy(launcher)).orElseThrow();

        launcher.destroyForcibly();

        await().atMost(LONG_ENOUGH).until(() -> !part.isAlive());
    }

    @Test
    void aPausedProcessEndsWithItsLauncher() throws IOException {
        var launcher = launcher("sleep", "600");
        var part = ProcessHandle.of(pidPrintedBy(launcher)).orElseThrow();
        Signal.send("STOP", PidFile.of(part));

        launcher.destroyForcibly();

        await().atMost(LONG_ENOUGH).until(() -> !part.isAlive());
    }

    @Test
    void stoppingEndsTheProcessAndRemovesItsFile() {
        var process = start("sleep", "600");

        process.stop();

        assertThat(ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(directory.resolve("part.pid")).doesNotExist();
    }

    @Test
    void aCrashIsToldWithTheExitCode() {
        var told = new CompletableFuture<Integer>();
        var process = start("sh", "-c", "sleep 0.2; exit 7");

        process.onCrash(told::complete);

        await().atMost(LONG_ENOUGH).until(told::isDone);
        assertThat(told).isCompletedWithValue(7);
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void whatTheProcessSaysIsInItsLogAndInTheTail() {
        var process = start("sh", "-c", "echo one; echo two >&2; exit 1");

        process.awaitExit();

        assertThat(process.logTail())
                .contains("one")
                .contains("two")
                .contains(process.log().toString());
    }

    @Test
    void aMissingProgramIsAFailureOfTheProcessAndNotAHang() {
        var process = start("/no/such/program");

        int code = process.awaitExit();

        assertThat(code).isNotZero();
        assertThat(process.logTail()).contains("/no/such/program");
    }

    @Test
    void trashIsRemovedWhenTheProcessHasEnded() throws IOException {
        var trash = Files.createDirectories(directory.resolve("trash"));
        Files.writeString(trash.resolve("data"), "x");
        var process = new Guard(directory).start(command(List.of("sleep", "600"), Optional.of(trash)));

        process.stop();

        assertThat(trash).doesNotExist();
    }

    @Test
    void aRecycledProcessIdIsNotOurs() {
        var someoneElse = new PidFile(ProcessHandle.current().pid(), java.time.Instant.EPOCH);

        var process = someoneElse.process();

        assertThat(process).isEmpty();
        assertThatThrownBy(() -> Signal.send("STOP", someoneElse)).isInstanceOf(StackFailure.class);
    }

    private Guarded start(String... line) {
        return new Guard(directory).start(command(List.of(line), Optional.empty()));
    }

    private Command command(List<String> line, Optional<Path> trash) {
        return new Command("part", line, Map.of(), directory.resolve("part.log"), "TERM", Duration.ofSeconds(2), trash);
    }

    private Process launcher(String... part) throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), DoomedLauncher.class.getName()));
        line.add(directory.toString());
        line.addAll(List.of(part));
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long pidPrintedBy(Process launcher) throws IOException {
        var out = new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8));
        return Long.parseLong(out.readLine());
    }
}
