package dev.mien.stack.postgres;

import dev.mien.stack.supervise.StackFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. For root it is started in a user namespace of its own without a mapping: there it
 * is nobody, while its files stay root's.
 */
final class UnprivilegedUser {
    private static final List<String> PREFIX = List.of("unshare", "-U");

    private UnprivilegedUser() {}

    /** The line as it is for an ordinary user, wrapped for root. */
    static List<String> line(List<String> line) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return line;
        }
        if (!namespacesWork()) {
            throw new StackFailure("PostgreSQL does not run as root, and this machine lets nobody make a user namespace"
                    + " (unshare -U): start Mien as an ordinary user.");
        }
        var wrapped = new ArrayList<>(PREFIX);
        wrapped.addAll(line);
        return wrapped;
    }

    private static boolean namespacesWork() {
        var probe = new ArrayList<>(PREFIX);
        probe.add("true");
        try {
            return new ProcessBuilder(probe)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }
}
