package dev.mien.index.cloud;

import java.time.Duration;

/** What goes wrong with one request. */
public sealed interface Fault {
    /** Nothing is done. */
    record Refused(int status, String type, String message) implements Fault {
        public Refused(int status, String type) {
            this(status, type, "scripted");
        }
    }

    /** It is done, and the answer says that it was not. */
    record DoneAndLost() implements Fault {}

    /** The answer comes after so long; what was asked for is done at once. */
    record Slow(Duration by) implements Fault {}

    /** Of the faces to delete one stays; the answer says that all are gone. */
    record HalfDeleted() implements Fault {}

    /** Something else happens first. */
    record Meanwhile(Runnable action) implements Fault {}
}
