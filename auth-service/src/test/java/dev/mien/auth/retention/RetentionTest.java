package dev.mien.auth.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.Peers;
import dev.mien.contracts.ApplicationId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has outlived its time is removed, and nothing before. */
@QuarkusTest
class RetentionTest extends AuthServiceTest {
    private final ApplicationId application = Peers.application();

    @Inject
    Retention retention;

    // Breaks when one of the four is not swept, or one of them with another's limit.
    @ParameterizedTest(name = "after {0}")
    @CsvSource({
        // time, attempts, addresses, sessions, tokens
        "PT59S,      1, 1, 1, 1",
        "PT61S,      1, 1, 1, 0",
        "PT9M59S,    1, 1, 1, 0",
        "PT10M1S,    1, 1, 0, 0",
        "PT23H59M,   1, 1, 0, 0",
        "PT24H1M,    1, 0, 0, 0",
        "P89DT23H,   1, 0, 0, 0",
        "P90DT1H,    0, 0, 0, 0",
    })
    void eachGoesInItsTime(Duration later, long attempts, long addresses, long sessions, long tokens) {
        // given
        found(0.97);
        door.authenticate(Visit.of(application), "face");
        clock.advance(later);

        // when
        retention.sweep();

        // then
        assertThat(List.of(
                        count("select count(*) from attempt where application_id = ?", application.value()),
                        count("select count(address) from attempt where application_id = ?", application.value()),
                        count("select count(*) from session_outcome where application_id = ?", application.value()),
                        count("select count(*) from result_token where application_id = ?", application.value())))
                .containsExactly(attempts, addresses, sessions, tokens);
    }
}
