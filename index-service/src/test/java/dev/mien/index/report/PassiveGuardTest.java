package dev.mien.index.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.Code;
import dev.mien.index.face.Analysis;
import dev.mien.index.quality.Verdict.Flaw;
import dev.mien.index.report.PassiveGuard.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassiveGuardTest {
    private final PassiveGuard guard = new PassiveGuard(true, judged());

    @Test
    void errorsAreCountedAmongThoseThatTheCheckJudged() {
        // Breaks when a print that was too small counts as one that the check saw through, or a blurred portrait as
        // one that it took for an attack.
        assertThat(guard.attacks()).containsExactly("display", "print");
        assertThat(guard.takenForAlive("print")).isEqualTo(new Share(1, 3));
        assertThat(guard.takenForAlive("display")).isEqualTo(new Share(0, 1));
        assertThat(guard.takenForAttacks()).isEqualTo(new Share(1, 4));
        assertThat(guard.noResponse("print")).isEqualTo(new Share(1, 4));
        assertThat(guard.noResponse("live")).isEqualTo(new Share(1, 5));
    }

    @Test
    void everyGuardIsToldByItsNameWhatItTurnedAway() {
        assertThat(guard.portraitsTurnedAway())
                .isEqualTo(Map.of("BLURRED", new Share(1, 5), Guard.PASSIVE, new Share(1, 5)));
    }

    @Test
    void aRefusalIsKnownByItsFlaw() {
        // Breaks when advice is worded anew without being told apart here.
        for (Flaw flaw : Flaw.values()) {
            assertThat(Guard.of(new Analysis.Refused(Code.POOR_QUALITY, 422, flaw.advice() + " (figures)")))
                    .isEqualTo(flaw.name());
        }
        assertThat(Guard.of(new Analysis.Refused(Code.PAD_ATTACK, 422, "attack")))
                .isEqualTo(Guard.PASSIVE);
        assertThat(Guard.of(new Analysis.Refused(Code.MANY_FACES, 422, "two"))).isEqualTo("MANY_FACES");
    }

    private static List<Judged> judged() {
        List<Judged> all = new ArrayList<>();
        add(all, "live", null, null, null, Guard.PASSIVE, "BLURRED");
        add(all, "print", Guard.PASSIVE, Guard.PASSIVE, null, "TOO_SMALL");
        add(all, "display", Guard.PASSIVE);
        return all;
    }

    private static void add(List<Judged> all, String kind, String... guards) {
        for (String guard : guards) {
            all.add(new Judged(kind, Optional.ofNullable(guard)));
        }
    }
}
