package dev.mien.platform.readiness;

/** Something that must hold before the service answers anyone. Every bean of this type is asked. */
public interface Gate {
    /** Names what is waited for, as an operator knows it. */
    String name();

    boolean open();

    /** Whether calls of this path wait for it; most gates guard all of them. */
    default boolean guards(String path) {
        return true;
    }
}
