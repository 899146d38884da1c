package dev.mien.stack.supervise;

import java.io.IOException;

/** Signals that Java has no call for. */
final class Signal {
    private Signal() {}

    /** Sends it to the process if that is still the one meant. */
    static void send(String signal, PidFile to) {
        if (to.process().isEmpty()) {
            throw new StackFailure("Process " + to.pid() + " has ended.");
        }
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(to.pid()))
                    .redirectErrorStream(true)
                    .start();
            if (kill.waitFor() != 0) {
                throw new StackFailure("Signal " + signal + " did not reach process " + to.pid() + ".");
            }
        } catch (IOException e) {
            throw new StackFailure("The command kill is missing.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted.", e);
        }
    }
}
