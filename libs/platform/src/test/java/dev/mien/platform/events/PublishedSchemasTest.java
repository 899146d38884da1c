package dev.mien.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.event.ApplicationChanged;
import dev.mien.contracts.event.AuthenticationFailed;
import dev.mien.contracts.event.AuthenticationSucceeded;
import dev.mien.contracts.event.EnrollmentCompleted;
import dev.mien.contracts.event.EnrollmentRejected;
import dev.mien.contracts.event.EnrollmentUpdated;
import dev.mien.contracts.event.ErasureCompleted;
import dev.mien.contracts.event.ErasureFulfilled;
import dev.mien.contracts.event.ErasureRequested;
import dev.mien.contracts.event.EventType;
import dev.mien.contracts.event.IndexAdvanced;
import dev.mien.platform.json.ContractsModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/ promises to subscribers is what the services' mapper writes. */
class PublishedSchemasTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .registerModule(new ContractsModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final ApplicationId APPLICATION = new ApplicationId(new UUID(1, 2));
    private static final FacialId FACIAL_ID = new FacialId(new UUID(3, 4));
    private static final UUID ATTEMPT = new UUID(5, 6);
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenFitsItsSchema(EventType type) throws IOException {
        String written = JSON.writeValueAsString(event(type));
        // Breaks when a record gains, loses or renames a member, or times become numbers.
        assertThat(schema(type)
                        .validate(
                                written,
                                InputFormat.JSON,
                                context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachMemberIsRequiredAndNoOtherIsAllowed(EventType type) throws IOException {
        ObjectNode written = JSON.valueToTree(event(type));
        JsonSchema schema = schema(type);
        // Breaks when a schema is loosened until it would accept anything.
        for (Map.Entry<String, JsonNode> member : written.properties()) {
            ObjectNode without = written.deepCopy();
            without.remove(member.getKey());
            assertThat(schema.validate(without))
                    .as("without %s", member.getKey())
                    .isNotEmpty();
        }
        assertThat(schema.validate(written.deepCopy().put("name", "x"))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theExampleFitsAndTheSchemaIsTheOneThatEventsName(EventType type) throws IOException {
        JsonNode document = JSON.readTree(file(type).toFile());
        assertThat(document.path("$id").asText()).isEqualTo(type.schema());
        assertThat(document.path("examples"))
                .isNotEmpty()
                .allSatisfy(
                        example -> assertThat(schema(type).validate(example)).isEmpty());
    }

    @Test
    void theAsyncApiDocumentNamesEachTopicWithItsTypesAndNothingElse() throws IOException {
        JsonNode api = new ObjectMapper(new YAMLFactory())
                .readTree(DOCS.resolve("asyncapi.yaml").toFile());
        var documented = new TreeSet<String>();
        for (JsonNode channel : api.path("channels")) {
            channel.path("messages")
                    .fieldNames()
                    .forEachRemaining(
                            type -> documented.add(channel.path("address").asText() + " " + type));
        }
        // Breaks when a type is added, or moved to another topic, and subscribers are not told.
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Stream.of(EventType.values())
                        .map(type -> type.topic() + " " + type.type())
                        .toList());
        for (EventType type : EventType.values()) {
            assertThat(api.at("/components/messages/" + type.type() + "/payload/schema/$ref")
                            .asText())
                    .isEqualTo("./schemas/" + type.type() + ".json");
        }
    }

    @Test
    void thePageDescribesEachTopicAndType() throws IOException {
        String page = Files.readString(DOCS.resolve("events.md"));
        for (EventType type : EventType.values()) {
            assertThat(page).contains("`" + type.topic() + "`").contains("### `" + type.type() + "`");
        }
    }

    private static Path file(EventType type) {
        return DOCS.resolve("schemas").resolve(type.type() + ".json");
    }

    private static JsonSchema schema(EventType type) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(file(type)));
    }

    private static Object event(EventType type) {
        return switch (type) {
            case ENROLLMENT_COMPLETED -> new EnrollmentCompleted(APPLICATION, FACIAL_ID, 1, AT, "2026-01");
            case ENROLLMENT_UPDATED -> new EnrollmentUpdated(APPLICATION, FACIAL_ID, 2, AT, "state", "paused");
            case ERASURE_REQUESTED -> new ErasureRequested(APPLICATION, FACIAL_ID, 3, AT, 17);
            case ERASURE_COMPLETED -> new ErasureCompleted(APPLICATION, FACIAL_ID, 4, AT, 17, Services.HOLDERS);
            case AUTHENTICATION_SUCCEEDED ->
                new AuthenticationSucceeded(APPLICATION, ATTEMPT, FACIAL_ID, AT, "1:N", "passive");
            case AUTHENTICATION_FAILED -> new AuthenticationFailed(APPLICATION, ATTEMPT, AT, Code.UNRECOGNIZED_FACE);
            case ENROLLMENT_REJECTED -> new EnrollmentRejected(APPLICATION, ATTEMPT, AT, Code.FACE_DUPLICATION);
            case ERASURE_FULFILLED ->
                new ErasureFulfilled(17, Services.INDEX, AT, Map.of("templates", 1, "storedProbes", 1));
            case APPLICATION_CHANGED -> new ApplicationChanged(APPLICATION, 3, "active", AT);
            case INDEX_ADVANCED -> new IndexAdvanced(APPLICATION, ATTEMPT, 42);
        };
    }
}
