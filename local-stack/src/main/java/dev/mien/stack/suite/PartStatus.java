package dev.mien.stack.suite;

import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.oidc.OidcProvider;
import dev.mien.stack.service.Readiness;
import dev.mien.stack.supervise.Loopback;
import dev.mien.stack.supervise.PidFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a part is, seen from any process.
 *
 * @param pid of its process, if it runs
 */
public record PartStatus(Part part, State state, OptionalLong pid, int port) {
    /** From the outside. */
    public enum State {
        READY,
        /** It runs, but does not answer or says that it is not ready. */
        UNREADY,
        /** It ended without having been told to. */
        DIED,
        STOPPED
    }

    /** Every part of the stack that runs from the home, asked now. */
    public static List<PartStatus> all(Home home, Ports ports) {
        return Arrays.stream(Part.values()).map(part -> of(part, home, ports)).toList();
    }

    /** Whether the process that started the stack of the home still runs. */
    public static boolean launcherRuns(Home home) {
        return PidFile.read(home.launcherPid()).flatMap(PidFile::process).isPresent();
    }

    private static PartStatus of(Part part, Home home, Ports ports) {
        int port = ports.of(part);
        var file = part == Part.OIDC ? home.launcherPid() : pidFile(part, home);
        var process = PidFile.read(file).flatMap(PidFile::process);
        if (process.isEmpty()) {
            var state = Files.exists(file) && part != Part.OIDC ? State.DIED : State.STOPPED;
            return new PartStatus(part, state, OptionalLong.empty(), port);
        }
        var state = answers(part, ports) ? State.READY : State.UNREADY;
        return new PartStatus(part, state, OptionalLong.of(process.get().pid()), port);
    }

    private static Path pidFile(Part part, Home home) {
        return home.run().resolve(part.label() + ".pid");
    }

    private static boolean answers(Part part, Ports ports) {
        int port = ports.of(part);
        return switch (part) {
            case GATEWAY, ENROLLMENT, AUTH, INDEX, DELETION -> Readiness.answers(ports.url(part) + "/q/health/ready");
            case OIDC -> Readiness.answers(OidcProvider.issuer(port) + "/.well-known/openid-configuration");
            case POSTGRES, KAFKA -> Loopback.accepts(port);
        };
    }
}
