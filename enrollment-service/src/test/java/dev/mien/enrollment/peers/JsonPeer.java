package dev.mien.enrollment.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mien.platform.json.ContractsModule;
import dev.mien.testing.peer.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A peer that speaks in the records of the contracts. */
public abstract class JsonPeer extends Peer {
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new ContractsModule())
            .build();

    JsonPeer() {
        answers(this::answer);
    }

    abstract Answer answer(Call call);

    static <T> T read(Call call, Class<T> type) {
        try {
            return JSON.readValue(call.body(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer ok(Object body) {
        try {
            return Answer.ok(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer away() {
        return Answer.problem(503, "PROCESSING_ERR");
    }

    static Answer unknown() {
        return Answer.problem(404, "NOT_FOUND");
    }
}
