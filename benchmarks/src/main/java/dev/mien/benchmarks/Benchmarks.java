package dev.mien.benchmarks;

import dev.mien.stack.client.Unexpected;
import dev.mien.stack.layout.Home;
import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.nio.file.Path;

/** Runs the benchmark that it is told. Exit codes: 0 measured, 1 not, 2 there is no such benchmark. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments.length == 1 ? arguments[0] : ""));
    }

    private static int run(String name) {
        var home = Home.of(System.getenv("MIEN_HOME"));
        var repository = Path.of(System.getProperty("mien.repository", ""));
        try {
            switch (name) {
                case "authenticate" -> new Authenticate(System.out, home, repository).measure();
                case "engine" -> new Engine(home, repository).measure();
                default -> {
                    System.err.println("There is no benchmark '" + name + "'; there are: authenticate, engine.");
                    return 2;
                }
            }
            return 0;
        } catch (Unexpected | StackFailure | IOException e) {
            System.err.println("The benchmark failed: " + e.getMessage());
            return 1;
        }
    }
}
