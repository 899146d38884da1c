package dev.mien.system.client;

/** A picture to be sent. */
public record Photo(String name, byte[] bytes) {
    @Override
    public String toString() {
        return name;
    }
}
