package dev.mien.stack.suite;

import static java.util.Objects.requireNonNull;

import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which stack to start.
 *
 * @param repository where the services were built
 * @param parts what to start; services need the other three
 * @param settings added to, or put in place of, what a service is told
 * @param jvm options of each service's JVM, after those that it has for a person
 * @param readyWithin how long each service may take to become ready
 */
public record SuiteConfig(
        Home home,
        Ports ports,
        Path repository,
        Set<Part> parts,
        Map<Part, Map<String, String>> settings,
        List<String> jvm,
        Duration readyWithin) {
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    public SuiteConfig {
        requireNonNull(home);
        requireNonNull(ports);
        repository = repository.toAbsolutePath().normalize();
        parts = Set.copyOf(parts);
        settings = Map.copyOf(settings);
        jvm = List.copyOf(jvm);
        requireNonNull(readyWithin);
    }

    /** Every part, with the settings that they have for a person. */
    public static SuiteConfig everything(Home home, Ports ports, Path repository) {
        return new SuiteConfig(home, ports, repository, EnumSet.allOf(Part.class), Map.of(), List.of(), READY_WITHIN);
    }

    /** The same with other parts only. */
    public SuiteConfig withParts(Set<Part> others) {
        return new SuiteConfig(home, ports, repository, others, settings, jvm, readyWithin);
    }

    /** The same with other JVM options of the services. */
    public SuiteConfig withJvm(List<String> options) {
        return new SuiteConfig(home, ports, repository, parts, settings, options, readyWithin);
    }

    /** The same with one more setting of a service. */
    public SuiteConfig with(Part service, String setting, String value) {
        var all = new HashMap<>(settings);
        var own = new HashMap<>(all.getOrDefault(service, Map.of()));
        own.put(setting, value);
        all.put(service, own);
        return new SuiteConfig(home, ports, repository, parts, all, jvm, readyWithin);
    }
}
