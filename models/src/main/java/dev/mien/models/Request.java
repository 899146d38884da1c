package dev.mien.models;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What the command line asks for. */
sealed interface Request {

    record ListProfiles() implements Request {}

    record Pull(String profile, Optional<Path> into, boolean force) implements Request {}

    record Verify(String profile, Optional<Path> into) implements Request {}

    /** Empty when the arguments are not understood. */
    static Optional<Request> parse(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        String command = rest.isEmpty() ? "" : rest.pop();
        if (command.equals("list") && rest.isEmpty()) {
            return Optional.of(new ListProfiles());
        }
        boolean pull = command.equals("pull");
        if ((!pull && !command.equals("verify")) || rest.isEmpty()) {
            return Optional.empty();
        }
        String profile = rest.pop();
        Optional<Path> into = Optional.empty();
        boolean force = false;
        while (!rest.isEmpty()) {
            String option = rest.pop();
            if (option.equals("--into") && !rest.isEmpty()) {
                into = Optional.of(Path.of(rest.pop()));
            } else if (option.equals("--force") && pull) {
                force = true;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(pull ? new Pull(profile, into, force) : new Verify(profile, into));
    }
}
