package dev.mien.stack.demo;

import dev.mien.stack.client.Unexpected;
import java.io.PrintStream;
import java.util.Locale;

/** Prints each step with its outcome and how long it took. */
final class Steps {
    /** What a step does. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws Unexpected;
    }

    /** What to say about what came out of it. */
    @FunctionalInterface
    interface Telling<T> {
        String of(T outcome);
    }

    private final PrintStream out;
    private int number;

    Steps(PrintStream out) {
        this.out = out;
    }

    <T> T step(String title, Step<T> step, Telling<T> telling) throws Unexpected {
        number++;
        long start = System.nanoTime();
        try {
            var outcome = step.run();
            print(title, start, telling.of(outcome));
            return outcome;
        } catch (Unexpected e) {
            print(title, start, "FAILED");
            throw e;
        }
    }

    private void print(String title, long start, String outcome) {
        out.printf(
                Locale.ROOT, "%2d. %-38s %7.0f ms   %s%n", number, title, (System.nanoTime() - start) / 1e6, outcome);
    }
}
