package dev.mien.gateway.admin;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.IndexImport;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.context.Contexts;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.indexfile.IndexFileBatch;
import dev.mien.platform.indexfile.IndexFileCutter;
import dev.mien.platform.indexfile.IndexFileException;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Passes an index file on as it comes in, some parts at a time: the gateway holds no more than these, and has not the
 * means to open them (the key passes through). What was passed on stays, so the same file again goes on where it
 * stopped.
 */
@ApplicationScoped
public class IndexImportAdministration {
    /** Files that come in at once, one for each application: nobody keeps all others waiting. */
    static final int AT_ONCE = 2;
    /** Bytes of the parts that are passed on together, about. */
    static final int BATCH_BYTES = 1 << 20;

    private static final Duration LATER = Duration.ofSeconds(60);
    /** How often the same parts are offered while somebody cannot answer just now. */
    private static final int ATTEMPTS = 5;

    private final Administration administration;
    private final IndexImportApi imports;
    private final Contexts contexts;
    private final Calls calls;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Set<ApplicationId> coming = ConcurrentHashMap.newKeySet();

    public IndexImportAdministration(
            Administration administration, @RestClient IndexImportApi imports, Contexts contexts, Calls calls) {
        this.administration = administration;
        this.imports = imports;
        this.contexts = contexts;
        this.calls = calls;
    }

    /** What an importer says beside the file. @param key the file's */
    record Word(String key, String termsVersion, String basis) {
        @Override
        public String toString() {
            return "Word[REDACTED]";
        }
    }

    IndexImport find(String id, String file, Network network) {
        String context = contexts.ofBackend(administration.get(id), network, new byte[0]);
        UUID fileId;
        try {
            fileId = UUID.fromString(file);
        } catch (IllegalArgumentException noId) {
            throw Refusal.of(Code.NOT_FOUND);
        }
        return calls.to(Services.ENROLLMENT, () -> imports.find(context, fileId));
    }

    /** @throws Refusal INVALID_REQUEST when the body is no whole index file; what came before its fault stays imported */
    IndexImport take(String id, Word word, Network network, InputStream body) {
        ApplicationId application = administration.get(id).id();
        if (word.key() == null || word.termsVersion() == null || word.basis() == null) {
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    "An import needs the file's key in the header " + IndexResource.KEY_HEADER
                            + ", and termsVersion and basis as parameters.");
        }
        if (!coming.add(application)) {
            throw Refusal.later("An index file is coming in for this application already; come again.", LATER);
        }
        try {
            return takeOne(id, word, network, body);
        } finally {
            coming.remove(application);
        }
    }

    private IndexImport takeOne(String id, Word word, Network network, InputStream body) {
        if (!room.tryAcquire()) {
            throw Refusal.later("Other index files are coming in; come again.", LATER);
        }
        try {
            return passOn(id, word, network, new IndexFileCutter(body));
        } catch (IndexFileException wrong) {
            throw Refusal.of(Code.INVALID_REQUEST, wrong.getMessage());
        } catch (IOException broken) {
            throw Refusal.of(
                    Code.INVALID_REQUEST,
                    "The file stopped coming. Send it again: the import goes on where it stopped.");
        } finally {
            room.release();
        }
    }

    private IndexImport passOn(String id, Word word, Network network, IndexFileCutter file) throws IOException {
        IndexImport now = send(id, word, network, file, 0, List.of());
        List<byte[]> parts = new ArrayList<>();
        int bytes = 0;
        try {
            while (now.state() == IndexImport.State.RUNNING && !file.ended()) {
                byte[] part = file.next();
                if (file.parts() <= now.next()) {
                    // Dealt with by an earlier upload.
                    continue;
                }
                parts.add(part);
                bytes += part.length;
                if (file.ended() || parts.size() == IndexFileBatch.PARTS_MAX || bytes >= BATCH_BYTES) {
                    now = send(id, word, network, file, now.next(), parts);
                    parts.clear();
                    bytes = 0;
                }
            }
        } catch (IndexFileException | IOException broken) {
            if (!parts.isEmpty()) {
                // Whole parts all the same, and the next upload need not begin with them.
                send(id, word, network, file, now.next(), parts);
            }
            throw broken;
        }
        return now;
    }

    /** Each time by the application as it is then: its policy may have changed since the file began to come in. */
    private IndexImport send(
            String id, Word word, Network network, IndexFileCutter file, long first, List<byte[]> parts) {
        byte[] batch = batch(word, file, first, parts);
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    Application application = administration.get(id);
                    String context = contexts.ofBackend(application, network, batch);
                    return calls.to(Services.ENROLLMENT, () -> imports.take(context, batch));
                } catch (Refusal refused) {
                    if (refused.retryAfter() == null || attempt == ATTEMPTS) {
                        throw refused;
                    }
                    pause(refused);
                }
            }
        } finally {
            Arrays.fill(batch, (byte) 0);
        }
    }

    private static byte[] batch(Word word, IndexFileCutter file, long first, List<byte[]> parts) {
        try {
            return new IndexFileBatch(word.key(), word.termsVersion(), word.basis(), file.opening(), first, parts)
                    .write();
        } catch (IllegalArgumentException tooLong) {
            throw Refusal.of(Code.INVALID_REQUEST, "The key, termsVersion or basis is too long.");
        }
    }

    private static void pause(Refusal refused) {
        try {
            Thread.sleep(refused.retryAfter());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused;
        }
    }
}
