package dev.mien.system.client;

/** An application with the key of its backend. */
public record Application(String id, String apiKey, String origin) {
    @Override
    public String toString() {
        return "Application[" + id + "]";
    }
}
