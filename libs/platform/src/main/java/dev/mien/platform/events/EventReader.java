package dev.mien.platform.events;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/** Reads events. What cannot be read is logged by its place and passed over: it must not stop what comes after it. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            ApplicationChanged.class,
            AuthenticationFailed.class,
            AuthenticationSucceeded.class,
            EnrollmentCompleted.class,
            EnrollmentRejected.class,
            EnrollmentUpdated.class,
            ErasureCompleted.class,
            ErasureFulfilled.class,
            ErasureRequested.class,
            IndexAdvanced.class
        })
public class EventReader {
    private static final Logger LOG = Logger.getLogger(EventReader.class);
    private final ObjectMapper json;

    public EventReader(ObjectMapper json) {
        this.json = json;
    }

    /** @return empty for a type that this version does not know, and for a message that is no event */
    public Optional<ReceivedEvent> read(ConsumerRecord<String, byte[]> message) {
        try {
            Optional<EventType> type = header(message, "ce_type").flatMap(EventType::of);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            UUID id = UUID.fromString(header(message, "ce_id").orElseThrow());
            Object data = json.readValue(message.value(), record(type.get()));
            return Optional.of(new ReceivedEvent(
                    id, type.get(), header(message, "ce_source").orElse(""), data));
        } catch (IOException | RuntimeException poison) {
            LOG.errorf(
                    "event=poison topic=%s partition=%d offset=%d cause=%s",
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    poison.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Class<?> record(EventType type) {
        return switch (type) {
            case ENROLLMENT_COMPLETED -> EnrollmentCompleted.class;
            case ENROLLMENT_UPDATED -> EnrollmentUpdated.class;
            case ERASURE_REQUESTED -> ErasureRequested.class;
            case ERASURE_COMPLETED -> ErasureCompleted.class;
            case AUTHENTICATION_SUCCEEDED -> AuthenticationSucceeded.class;
            case AUTHENTICATION_FAILED -> AuthenticationFailed.class;
            case ENROLLMENT_REJECTED -> EnrollmentRejected.class;
            case ERASURE_FULFILLED -> ErasureFulfilled.class;
            case APPLICATION_CHANGED -> ApplicationChanged.class;
            case INDEX_ADVANCED -> IndexAdvanced.class;
        };
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
