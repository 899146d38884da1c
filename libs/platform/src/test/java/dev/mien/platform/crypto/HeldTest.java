package dev.mien.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class HeldTest {
    private final SecretBytes one = SecretBytes.owning(new byte[] {1, 2});
    private final SecretBytes two = SecretBytes.owning(new byte[] {3, 4});

    // Breaks when they are forgotten instead of closed: half of a set of keys would stay in memory.
    @Test
    void whatWasNotHandedOnIsZeroed() {
        try (Held held = new Held()) {
            held.hold(one);
            held.hold(two);
        }

        assertThat(one.expose()).containsOnly(0);
        assertThat(two.expose()).containsOnly(0);
    }

    // Breaks when whoever has got them finds zeros.
    @Test
    void whatWasHandedOnIsLeftAlone() {
        try (Held held = new Held()) {
            assertThat(held.hold(one)).isSameAs(one);
            held.handOn();
        }

        assertThat(one.expose()).containsExactly(1, 2);
    }

    // Breaks when one that cannot be closed keeps the next ones from being overwritten, or nobody hears of it.
    @Test
    void oneThatCannotBeClosedIsInNobodysWay() {
        Held held = new Held();
        AutoCloseable stuck = () -> {
            throw new UnsupportedOperationException();
        };
        held.hold(stuck);
        held.hold(two);

        assertThatIllegalStateException().isThrownBy(held::close);
        assertThat(two.expose()).containsOnly(0);
    }
}
