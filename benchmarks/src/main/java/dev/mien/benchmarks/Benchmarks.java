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
        boolean thorough = arguments.length == 2 && arguments[1].equals("--long");
        System.exit(run(arguments.length == 1 || thorough ? arguments[0] : "", thorough));
    }

    private static int run(String name, boolean thorough) {
        var home = Home.of(System.getenv("MIEN_HOME"));
        var repository = Path.of(System.getProperty("mien.repository", ""));
        try {
            switch (name) {
                case "authenticate" -> new Authenticate(System.out, home, repository).measure();
                case "engine" -> new Engine(home, repository).measure();
                case "index" -> new Index(home, repository, thorough).measure();
                default -> {
                    System.err.println("There is no benchmark '" + name + "'; there are: authenticate, engine, index.");
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
