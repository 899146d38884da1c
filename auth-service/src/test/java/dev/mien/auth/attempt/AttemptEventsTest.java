package dev.mien.auth.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.auth.peers.AuthServiceTest;
import dev.mien.auth.peers.Door.Visit;
import dev.mien.auth.peers.Peers;
import dev.mien.auth.peers.Topics;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.Topic;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a subscriber of {@code mien.attempts} sees of authentications. */
@QuarkusTest
class AttemptEventsTest extends AuthServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final ApplicationId application = Peers.application();

    @Test
    void aSuccessNamesThePersonAndTheMoment() throws Exception {
        // given
        FacialId facialId = found(0.9712345);
        Instant at = Instant.now().minusSeconds(3).truncatedTo(ChronoUnit.MICROS);
        peers.confirms(at, "{\"secret\":\"payload\"}");

        // when
        door.authenticate(Visit.of(application), "face", "{\"nonce\":\"n-1\"}");

        // then
        ConsumerRecord<String, String> event = events(1).getFirst();
        JsonNode body = JSON.readTree(event.value());
        UUID attempt = UUID.fromString(body.get("attemptId").textValue());
        assertThat(event.key()).isEqualTo(application + ":" + attempt);
        assertThat(Topics.header(event, "ce_type")).isEqualTo("dev.mien.authentication.succeeded.v1");
        assertThat(Topics.header(event, "ce_source")).isEqualTo("/services/auth-service");
        assertThat(Topics.header(event, "ce_subject"))
                .isEqualTo("applications/" + application + "/facial-ids/" + facialId);
        assertThat(OffsetDateTime.parse(Topics.header(event, "ce_time")).toInstant())
                .isEqualTo(Instant.parse(body.get("at").textValue()));
        assertThat(Instant.parse(body.get("at").textValue())).isEqualTo(at);
        assertThat(JSON.convertValue(body, Map.class))
                .containsOnlyKeys("applicationId", "attemptId", "facialId", "at", "mode", "liveness")
                .containsEntry("facialId", facialId.toString())
                .containsEntry("mode", "1:N")
                .containsEntry("liveness", "none");
    }

    // Events, rule 1, and D1. Breaks when a failure names whom the face resembled, or says how closely.
    @Test
    void aFailureNamesNobodyAndGradesNothing() throws Exception {
        // given
        FacialId resembled = found(0.9412345);

        // when
        door.authenticate(Visit.of(application), "face");

        // then
        ConsumerRecord<String, String> event = events(1).getFirst();
        assertThat(Topics.header(event, "ce_type")).isEqualTo("dev.mien.authentication.failed.v1");
        assertThat(Topics.header(event, "ce_subject")).isEqualTo("applications/" + application);
        assertThat(JSON.convertValue(JSON.readTree(event.value()), Map.class))
                .containsOnlyKeys("applicationId", "attemptId", "at", "code")
                .containsEntry("code", "UNRECOGNIZED_FACE");
        assertThat(event.value()).doesNotContain(resembled.toString());
    }

    // Events, rule 1. Breaks when anything of payload, score, nonce or address gets a member.
    @Test
    void noEventHasScorePayloadNonceOrAddress() {
        // given
        found(0.9712345);
        peers.confirms(Instant.now(), "{\"secret\":\"payload\"}");
        door.authenticate(Visit.of(application), "face", "{\"nonce\":\"n-1\"}");
        peers.finds(Map.of());
        door.authenticate(Visit.of(application), "stranger");

        // when
        List<ConsumerRecord<String, String>> events = events(2);

        // then
        assertThat(events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.toString())
                        // Of the threshold as a number: a moment may well end in these digits.
                        .doesNotContain("9712345", ":0.95", "secret", "n-1", "192.0.2", "CH\""));
    }

    private List<ConsumerRecord<String, String>> events(int number) {
        List<ConsumerRecord<String, String>> events =
                Topics.read(Topic.ATTEMPTS, number, event -> event.key().startsWith(application + ":"));
        assertThat(events).hasSize(number);
        return events;
    }
}
