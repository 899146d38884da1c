package dev.mien.index.inference;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What the worker pool did with a group of tasks: all of them, or none. */
public sealed interface Admission<T> {

    /** Results in the order of the tasks. */
    record Done<T>(List<T> results) implements Admission<T> {
        public Done {
            results = List.copyOf(results);
        }
    }

    /** Nothing was begun: as many tasks are waiting as may wait. */
    record Busy<T>(Duration retryAfter) implements Admission<T> {
        public Busy {
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }
}
