package dev.mien.auth.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.platform.crypto.SubjectHash;
import dev.mien.testing.peer.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The ledger as deletion-service serves it, without the waiting for holders. */
public final class Ledger {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<String> entries = new ArrayList<>();

    /** @return the number of the entry */
    public synchronized long append(ApplicationId application, FacialId facialId, SubjectHash subject) {
        return append("FACIAL_ID", quoted(application), quoted(facialId), subject);
    }

    /** An entry that erases a whole application, complete elsewhere: it is named by its hash alone. */
    public synchronized long appendApplication(SubjectHash subject) {
        return append("APPLICATION", "null", "null", subject);
    }

    private long append(String kind, String application, String facialId, SubjectHash subject) {
        long number = entries.size() + 1L;
        entries.add("""
            {"number":%d,"kind":"%s","subjectHash":"%s","applicationId":%s,"facialId":%s,"undo":false}\
            """.formatted(
                        number, kind, Base64.getEncoder().encodeToString(subject.bytes()), application, facialId));
        return number;
    }

    synchronized Peer.Answer answer(Peer.Call call) {
        try {
            JsonNode poll = JSON.readTree(call.body());
            int applied = poll.get("applied").intValue();
            return Peer.Answer.ok("{\"status\":\"FOLLOW\",\"last\":%d,\"entries\":[%s]}"
                    .formatted(entries.size(), String.join(",", entries.subList(applied, entries.size()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(Object id) {
        return "\"" + id + "\"";
    }
}
