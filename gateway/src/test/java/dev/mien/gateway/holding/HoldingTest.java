package dev.mien.gateway.holding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.gateway.scripted.Answer;
import dev.mien.gateway.scripted.GatewayTest;
import dev.mien.gateway.scripted.Rows;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HoldingTest extends GatewayTest {
    private static final String POLL = "POST /deletion/internal/v1/ledger/polls";

    @Inject
    Rows rows;

    // P5: the gateway is one of the four holders, whom every erasure waits for. Fails when it no longer follows the
    // ledger or no longer confirms: nothing would ever be completed.
    @Test
    void theGatewayAppliesTheLedgerAndReportsBothNumbers() {
        long number = Long.parseLong(rows.one("select applied from ledger_progress")) + 1;
        byte[] hash = new byte[32];
        hash[0] = (byte) number;
        hash[31] = 7;
        downstream.on(
                POLL,
                request -> says(request.body(), number)
                        ? page(number, "")
                        : page(number, """
                            {"number":%d,"kind":"FACIAL_ID","subjectHash":"%s","undo":false}\
                            """.formatted(number, Base64.getEncoder().encodeToString(hash))));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> downstream.received(POLL).stream()
                        .anyMatch(poll ->
                                says(poll.body(), number) && text(poll.body()).contains("\"fulfilled\":" + number)));

        assertThat(rows.count("ledger_copy where number = " + number + " and fulfilled_at is not null"))
                .isEqualTo(1);
        assertThat(text(downstream.received(POLL).getFirst().body())).contains("\"holder\":\"gateway\"");
    }

    private static boolean says(byte[] poll, long applied) {
        return text(poll).contains("\"applied\":" + applied);
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Answer page(long last, String entry) {
        return Answer.json(200, "{\"status\":\"FOLLOW\",\"last\":%d,\"entries\":[%s]}".formatted(last, entry));
    }
}
