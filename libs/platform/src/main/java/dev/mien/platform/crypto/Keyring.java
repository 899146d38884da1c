package dev.mien.platform.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Versions of one 256-bit key, from a file of lines {@code <version> <base64>}: the last line is the current one, the
 * others are kept to read what was written under them.
 */
public final class Keyring implements AutoCloseable {
    private static final int KEY_BYTES = 32;
    private final Map<String, SecretBytes> keys;
    private final String current;

    private Keyring(Map<String, SecretBytes> keys, String current) {
        this.keys = keys;
        this.current = current;
    }

    /**
     * @param setting the name of the setting that names the file, for the message
     * @throws IllegalStateException when the file is missing or malformed; the message names the setting, never a key
     */
    public static Keyring read(String setting, Path file) {
        Map<String, SecretBytes> keys = new LinkedHashMap<>();
        String current = null;
        try (Held held = new Held()) {
            for (String line : lines(setting, file)) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] parts = line.trim().split("\\s+");
                if (parts.length != 2) {
                    throw malformed(setting);
                }
                SecretBytes key = held.hold(decode(setting, parts[1]));
                if (keys.putIfAbsent(parts[0], key) != null) {
                    throw new IllegalStateException(setting + ": a version may stand there once");
                }
                current = parts[0];
            }
            if (current == null) {
                throw malformed(setting);
            }
            held.handOn();
            return new Keyring(keys, current);
        }
    }

    public String currentVersion() {
        return current;
    }

    public SecretBytes current() {
        return keys.get(current);
    }

    /** Empty when that version was destroyed: what was written under it is unreadable for good. */
    public Optional<SecretBytes> version(String version) {
        return Optional.ofNullable(keys.get(version));
    }

    /** Every version that can be read, in the order of the file. */
    public Set<String> versions() {
        return Collections.unmodifiableSet(keys.keySet());
    }

    /** Zeroes all of them. */
    @Override
    public void close() {
        keys.values().forEach(SecretBytes::close);
    }

    @Override
    public String toString() {
        return "Keyring" + keys.keySet();
    }

    private static List<String> lines(String setting, Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalStateException(
                    setting + " must name a readable file of lines '<version> <base64 of 32 bytes>'", e);
        }
    }

    private static SecretBytes decode(String setting, String text) {
        SecretBytes key;
        try {
            key = SecretBytes.owning(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            // Without the cause: its message quotes what it could not decode.
            throw malformed(setting);
        }
        if (key.expose().length != KEY_BYTES) {
            key.close();
            throw malformed(setting);
        }
        return key;
    }

    private static IllegalStateException malformed(String setting) {
        return new IllegalStateException(setting + ": each line must be '<version> <base64 of 32 bytes>'");
    }
}
