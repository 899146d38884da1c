package dev.mien.auth.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.Peers;
import dev.mien.auth.peers.Topics;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.Topic;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** auth-service as a holder: what the ledger names is gone, and confirmed. */
@QuarkusTest
class ErasureTest extends AuthServiceTest {
    private static final String REQUESTED = "dev.mien.erasure.requested.v1";
    private final ApplicationId application = Peers.application();

    // E3. Breaks when one of the three tables is left out of the purge; the positive control is that each has a row
    // before.
    @Test
    void nothingNamesWhomTheLedgerErases() throws Exception {
        // given
        FacialId facialId = found(0.97);
        door.authenticate(Visit.of(application), "face");
        List<Long> before = rowsOf(facialId);
        door.authenticate(Visit.of(application), "face of somebody else who failed");

        // when
        erase(application, facialId);

        // then
        assertThat(before).containsExactly(1L, 1L, 1L);
        assertThat(rowsOf(facialId)).containsExactly(0L, 0L, 0L);
    }

    // E3, "gone from every database table". Breaks when a table or column that names people is added and not purged:
    // the tables are those that the database has, not those that this test knows. The ledger's copy keeps the hash
    // alone.
    @Test
    void noTableOfTheDatabaseNamesWhomTheLedgerErased() {
        // given
        FacialId facialId = found(0.97);
        String token = door.authenticate(Visit.of(application), "face").token();
        door.redeem(application, token);
        List<String> before = tablesNaming(facialId);
        long number = peers.ledger().append(application, facialId, hasher.of(application, facialId));

        // when
        purge(number);

        // then
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        count("select count(*) from ledger_copy where number = ? and fulfilled_at is not null", number)
                                == 1);
        assertThat(before).contains("attempt", "session_outcome", "result_token");
        assertThat(tablesNaming(facialId)).containsExactly("ledger_copy");
    }

    /** Tables with a row that holds the Facial ID, as text or within bytes, or its keyed hash. */
    private List<String> tablesNaming(FacialId facialId) {
        String hash = HexFormat.of().formatHex(hasher.of(application, facialId).bytes());
        String inBytes = HexFormat.of().formatHex(facialId.toString().getBytes(StandardCharsets.UTF_8));
        return texts("select table_name from information_schema.tables where table_schema = 'public'"
                        + " and table_type = 'BASE TABLE' order by 1")
                .stream()
                .filter(table -> count(
                                "select count(*) from \"" + table + "\" row where row::text like any (array[?, ?, ?])",
                                "%" + facialId + "%",
                                "%" + hash + "%",
                                "%" + inBytes + "%")
                        > 0)
                .toList();
    }

    // P4, P5. Breaks when the confirmation is written before the outbox has delivered what is older, or not at all.
    @Test
    void theErasureIsConfirmedWithWhatItRemoved() throws Exception {
        // given
        FacialId facialId = found(0.97);
        door.authenticate(Visit.of(application), "face");
        long number = peers.ledger().append(application, facialId, hasher.of(application, facialId));

        // when
        purge(number);

        // then
        ConsumerRecord<String, String> event = Topics.read(
                        Topic.ERASURES, 1, one -> one.key().equals(Long.toString(number)))
                .getFirst();
        assertThat(new ObjectMapper().readTree(event.value()).get("removed"))
                .isEqualTo(new ObjectMapper().readTree("{\"attempts\":1,\"sessions\":1,\"tokens\":1}"));
        assertThat(Topics.header(event, "ce_source")).isEqualTo("/services/auth-service");
    }

    // E8. Breaks when a whole application is looked for by its id: a completed entry has its hash alone.
    @Test
    void aDeletedApplicationTakesItsAttemptsAlong() {
        // given
        found(0.97);
        ApplicationId other = Peers.application();
        door.authenticate(Visit.of(application), "face");
        door.authenticate(Visit.of(other), "face");

        // when
        purge(peers.ledger().appendApplication(hasher.of(application)));

        // then
        assertThat(rowsOf(application)).containsExactly(0L, 0L, 0L);
        assertThat(rowsOf(other)).containsExactly(1L, 1L, 1L);
    }

    // S2. The ledger is asked at an event's word alone here (its own interval is an hour). Breaks when poison stops the
    // consumer, when a type from the future does, or when erasures are taken for what has been seen before.
    @Test
    void afterAHundredEventsDuplicatesAndPoisonAnErasureIsStillHeard() {
        // given
        FacialId facialId = found(0.97);
        door.authenticate(Visit.of(application), "face");
        String erasure = erasure(facialId);
        Map<String, String> headers = headers(UUID.randomUUID(), REQUESTED);
        List<ProducerRecord<String, byte[]>> messages = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            messages.add(message(erasure(Peers.facialId()), headers(UUID.randomUUID(), REQUESTED)));
        }
        messages.add(message(erasure, Map.of()));
        messages.add(message("{ not JSON", headers(UUID.randomUUID(), REQUESTED)));
        messages.add(message(null, headers(UUID.randomUUID(), REQUESTED)));
        messages.add(message(erasure, Map.of("ce_id", "no id", "ce_type", REQUESTED)));
        messages.add(message("{}", headers(UUID.randomUUID(), "dev.mien.from.the.future.v9")));
        messages.add(message(erasure, headers));
        messages.add(message(erasure, headers));
        Topics.write(messages);
        long first = peers.ledger().append(application, facialId, hasher.of(application, facialId));

        // when
        Topics.write(List.of(message(erasure, headers)));

        // then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count("select count(*) from ledger_copy where number = ?", first) == 1);
        assertThat(rowsOf(facialId)).containsExactly(0L, 0L, 0L);
    }

    // E4, rule of the ledger. Breaks when an event is believed: it may be forged, or older than a new enrollment.
    @Test
    void anEventThatTheLedgerDoesNotKnowErasesNobody() {
        // given
        FacialId facialId = found(0.97);
        FacialId erased = Peers.facialId();
        door.authenticate(Visit.of(application), "face");
        long number = peers.ledger().append(application, erased, hasher.of(application, erased));

        // when
        Topics.write(List.of(message(erasure(facialId), headers(UUID.randomUUID(), REQUESTED))));

        // then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count("select count(*) from ledger_copy where number = ?", number) == 1);
        assertThat(rowsOf(facialId)).containsExactly(1L, 1L, 1L);
    }

    private List<Long> rowsOf(FacialId facialId) {
        return List.of(
                count("select count(*) from attempt where facial_id = ?", facialId.value()),
                count("select count(*) from session_outcome where facial_id = ?", facialId.value()),
                count("select count(*) from result_token where facial_id = ?", facialId.value()));
    }

    private List<Long> rowsOf(ApplicationId owner) {
        return List.of(
                count("select count(*) from attempt where application_id = ?", owner.value()),
                count("select count(*) from session_outcome where application_id = ?", owner.value()),
                count("select count(*) from result_token where application_id = ?", owner.value()));
    }

    private ProducerRecord<String, byte[]> message(String body, Map<String, String> headers) {
        return Topics.message(Topic.ENROLLMENTS, application + ":x", body, headers);
    }

    private static Map<String, String> headers(UUID id, String type) {
        return Map.of("ce_id", id.toString(), "ce_type", type, "ce_source", "/services/enrollment-service");
    }

    private String erasure(FacialId facialId) {
        return """
               {"applicationId":"%s","facialId":"%s","version":2,"at":"2026-01-01T00:00:00Z","number":1}""".formatted(application, facialId);
    }
}
