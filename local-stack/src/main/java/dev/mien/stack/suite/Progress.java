package dev.mien.stack.suite;

/** Hears what happens while a person waits. Called from several threads. */
@FunctionalInterface
public interface Progress {
    void say(String line);

    /** Prints each line on standard output at once. */
    static Progress printed() {
        return System.out::println;
    }

    /** Says nothing. */
    static Progress silent() {
        return _ -> {};
    }
}
