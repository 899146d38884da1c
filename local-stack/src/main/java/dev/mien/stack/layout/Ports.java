package dev.mien.stack.layout;

import dev.mien.stack.supervise.Loopback;
import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of one stack, {@value #COUNT} in a row from a base.
 *
 * @param base the gateway's
 */
public record Ports(int base) {
    /** How many ports a stack takes. */
    public static final int COUNT = 9;

    private static final int DEFAULT_BASE = 7400;
    private static final int KAFKA_CONTROLLER_OFFSET = 8;
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65535 - COUNT;

    public Ports {
        if (base < LOWEST || base > HIGHEST) {
            throw new StackFailure(
                    "MIEN_PORT is " + base + ", but must be between " + LOWEST + " and " + HIGHEST + ".");
        }
    }

    /** From {@code MIEN_PORT}'s value; absent means {@value #DEFAULT_BASE}. */
    public static Ports parse(String configured) {
        if (configured == null || configured.isBlank()) {
            return new Ports(DEFAULT_BASE);
        }
        try {
            return new Ports(Integer.parseInt(configured.strip()));
        } catch (NumberFormatException e) {
            throw new StackFailure("MIEN_PORT is '" + configured + "', which is no number.", e);
        }
    }

    /** Those of the stack that runs from the home, or that ran last; else the fallback. */
    public static Ports ofRunning(Home home, Ports fallback) {
        try {
            return Files.exists(home.basePort()) ? parse(Files.readString(home.basePort())) : fallback;
        } catch (IOException _) {
            return fallback;
        }
    }

    public int of(Part part) {
        return base + part.portOffset();
    }

    public int kafkaController() {
        return base + KAFKA_CONTROLLER_OFFSET;
    }

    /** A service's or the provider's address for HTTP. */
    public String url(Part part) {
        return "http://" + Loopback.HOST + ":" + of(part);
    }

    /** Refuses with a sentence that names every taken port and how to choose others. */
    public void requireFree() {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (var part : Part.values()) {
            wanted.put(part.label(), of(part));
        }
        wanted.put("kafka controller", kafkaController());
        var taken = wanted.entrySet().stream()
                .filter(entry -> !Loopback.isFree(entry.getValue()))
                .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                .toList();
        if (!taken.isEmpty()) {
            throw new StackFailure("Another program listens on port " + String.join(", ", taken) + ". Mien needs "
                    + COUNT + " ports in a row: choose another first one, for example MIEN_PORT=" + suggestion() + ".");
        }
    }

    private int suggestion() {
        int step = 100;
        return base + step <= HIGHEST ? base + step : DEFAULT_BASE;
    }
}
