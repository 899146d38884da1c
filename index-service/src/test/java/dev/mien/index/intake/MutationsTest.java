package dev.mien.index.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.testing.jvm.LongRun;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Two thousand bent pictures, tens of thousands with {@code ./mien test --long}, in a process that may die of them. */
class MutationsTest {
    private static final long SEED = 20_261_127;
    private static final int PICTURES = LongRun.tries(2_000, 60_000);
    private static final long SLACK_BYTES = 32L << 20;

    @Test
    void everyPictureIsDecodedOrRefusedByNameAndNothingOfItStays() throws Exception {
        assumeTrue(Files.exists(Resident.STATUS), "this machine's kernel does not tell a process's memory");

        Child child = Child.run(BentPictures.class, Long.toString(SEED), Integer.toString(PICTURES));

        // Breaks when a decoder crashes, hangs, or is met by an exception: Mutations.number makes that picture again.
        assertThat(child.exit())
                .as("after picture %s of seed %d: %s", child.last(), SEED, child.errors())
                .isZero();
        String[] tally = child.last().split(" ");
        // Both ways were walked: mutations that are all refused at the door would test the door alone.
        assertThat(Integer.parseInt(tally[0])).as("decoded").isGreaterThan(PICTURES / 20);
        assertThat(Integer.parseInt(tally[1])).as("refused").isGreaterThan(PICTURES / 5);
        // Breaks when something of a picture stays that was refused or closed: pixels, the copy for the codec.
        assertThat(Long.parseLong(tally[2])).as("growth of memory").isLessThan(SLACK_BYTES);
    }
}
