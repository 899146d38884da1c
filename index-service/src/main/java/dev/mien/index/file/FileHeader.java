package dev.mien.index.file;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mien.index.vault.FaceVector;
import dev.mien.platform.indexfile.IndexFileException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a file says of itself without its key. It is authenticated with every part: changed, no part opens.
 *
 * @param file its random id
 * @param application whose index it is
 * @param created when it was begun
 * @param ledgerNumber of its installation's ledger: whoever was erased under it or an earlier one is not in the file
 * @param head what the index looked like
 * @param keyEpoch of the application's key, at that time
 * @param keyVersion of the key-encryption key that the file's key is derived from
 * @param keyCheck by which a wrong key is told from a changed file
 * @param profiles that its templates are of, by their place in this list
 * @param search how they are compared
 */
@RegisterForReflection
public record FileHeader(
        UUID file,
        UUID application,
        Instant created,
        long ledgerNumber,
        IndexHead head,
        int keyEpoch,
        String keyVersion,
        String keyCheck,
        List<Profile> profiles,
        Search search) {
    /** Profiles of one file, at most. */
    static final int PROFILES_MAX = 64;

    public FileHeader {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(keyVersion, "keyVersion");
        Objects.requireNonNull(keyCheck, "keyCheck");
        Objects.requireNonNull(search, "search");
        profiles = List.copyOf(profiles);
        if (profiles.size() > PROFILES_MAX) {
            throw new IllegalArgumentException("a file has templates of at most " + PROFILES_MAX + " profiles");
        }
    }

    /**
     * The head of the index.
     *
     * @param templates in the index; fewer are in the file when some are of people who were not active or paused
     * @param checksum in hexadecimal, keyed: it means something within its installation only
     */
    @RegisterForReflection
    public record IndexHead(UUID incarnation, long number, long templates, String checksum) {}

    /** A model profile. @param digest SHA-256 of its embedding network; null when it was not installed */
    @RegisterForReflection
    public record Profile(String name, int dimensions, String digest) {
        public Profile {
            Objects.requireNonNull(name, "name");
            if (dimensions < 1 || dimensions > FaceVector.DIMENSIONS_MAX) {
                throw new IllegalArgumentException("no profile has as many dimensions");
            }
        }
    }

    /** @param measure {@code cosine} of the vectors as they are in the file */
    @RegisterForReflection
    public record Search(String measure) {
        /** What every Mien does so far. */
        public static final Search COSINE_OF_VECTORS = new Search("cosine");
    }

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    byte[] write() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JacksonException e) {
            throw new IllegalStateException("a header can always be written", e);
        }
    }

    /** @throws IndexFileException when these bytes are no header */
    public static FileHeader read(byte[] header) {
        try {
            return Objects.requireNonNull(JSON.readValue(header, FileHeader.class));
        } catch (IOException | NullPointerException malformed) {
            throw new IndexFileException("The file's header cannot be read. Get the file once more.");
        }
    }

    /** For people. Whoever wrote the header chose its texts: none of them gives orders to a terminal. */
    public String pretty() {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .writeValueAsString(this);
        } catch (JacksonException e) {
            throw new IllegalStateException("a header can always be written", e);
        }
    }
}
