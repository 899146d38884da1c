package dev.mien.gateway.passage;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The member {@code session} of a problem that left its session open.
 *
 * @param attemptsLeft how many more such refusals it survives
 * @param challenge the liveness steps of the next try
 */
@RegisterForReflection
public record SessionNow(String state, int attemptsLeft, List<String> challenge) {}
