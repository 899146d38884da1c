package dev.mien.auth.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final int ALL = 16;
    private final Places places = new Places(ALL);

    // Breaks when one application can have all there is.
    @Test
    void aloneAnApplicationGetsHalf() {
        assertThat(taken(application())).isEqualTo(ALL / 2);
    }

    // Breaks when the share is a fixed number: two busy applications would leave nothing for a third.
    @Test
    void howeverBusyOthersAreThereIsOneForWhoHasNone() {
        taken(application());
        taken(application());
        taken(application());

        assertThat(places.take(application())).isTrue();
    }

    // Breaks when there is no bound for all of them together.
    @Test
    void togetherTheyGetNoMoreThanThereAre() {
        int all = 0;
        for (int i = 0; i < 2 * ALL; i++) {
            all += taken(application());
        }

        assertThat(all).isEqualTo(ALL);
        assertThat(places.take(application())).isFalse();
    }

    // Breaks when what is given back is nobody's, or still counts as its last holder's.
    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        ApplicationId busy = application();
        int share = taken(busy);

        for (int i = 0; i < share; i++) {
            places.give(busy);
        }

        assertThat(taken(busy)).isEqualTo(share);
    }

    private int taken(ApplicationId application) {
        int taken = 0;
        while (places.take(application)) {
            taken++;
        }
        return taken;
    }

    private static ApplicationId application() {
        return new ApplicationId(UUID.randomUUID());
    }
}
