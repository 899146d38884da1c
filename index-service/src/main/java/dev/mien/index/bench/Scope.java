package dev.mien.index.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much is measured.
 *
 * @param faces the largest gallery; those a tenth, a hundredth … as large are measured before, from ten thousand on
 * @param dimensions of the galleries, one after the other
 * @param pairs at the floor, of which is counted how many are lost; 0: not counted
 */
record Scope(int faces, List<Integer> dimensions, int pairs) {
    private static final int FACES = 1_000_000;
    private static final int PAIRS = 100_000;
    private static final List<Integer> DIMENSIONS = List.of(256, 512, 128);

    Scope {
        if (faces < 1 || pairs < 0 || !DIMENSIONS.containsAll(dimensions)) {
            throw new IllegalArgumentException(
                    "there are galleries of " + DIMENSIONS + " dimensions with faces in them");
        }
    }

    /** @param arguments {@code faces=N}, {@code dimensions=N,N} and {@code pairs=N}, each if it is not to be as usual */
    static Scope of(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !Set.of("faces", "dimensions", "pairs").contains(parts[0])) {
                throw new IllegalArgumentException("'" + argument + "' is none of faces=N, dimensions=N,N and pairs=N");
            }
            given.put(parts[0], parts[1]);
        }
        return new Scope(
                Optional.ofNullable(given.get("faces")).map(Integer::valueOf).orElse(FACES),
                Optional.ofNullable(given.get("dimensions"))
                        .map(list ->
                                Stream.of(list.split(",")).map(Integer::valueOf).toList())
                        .orElse(DIMENSIONS),
                Optional.ofNullable(given.get("pairs")).map(Integer::valueOf).orElse(PAIRS));
    }
}
