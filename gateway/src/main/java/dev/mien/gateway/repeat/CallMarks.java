package dev.mien.gateway.repeat;

import dev.mien.platform.crypto.SubjectHasher;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What calls are known again by. Path and body may name a person, and so may a key that its sender chose: each mark is
 * keyed, so that nobody who has the database finds out whom a call was about by trying. Thread safe.
 */
@ApplicationScoped
class CallMarks {
    private final SubjectHasher hasher;

    CallMarks(SubjectHasher hasher) {
        this.hasher = hasher;
    }

    /**
     * Of one call, 32 bytes each.
     *
     * @param id of caller and key
     * @param caller of the caller alone, by which their calls are counted
     * @param digest of method, path and body
     */
    @SuppressWarnings("ArrayRecordComponent")
    record CallMark(byte[] id, byte[] caller, byte[] digest) {}

    CallMark of(String caller, String key, String method, String path, byte[] body) {
        return new CallMark(
                mark(bytes(caller), bytes(key)), mark(bytes(caller)), mark(bytes(method), bytes(path), body));
    }

    /** Of all the parts, each after its length: no two lists of parts look alike. */
    private byte[] mark(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(ByteBuffer.allocate(4).putInt(part.length).flip());
                sha.update(part);
            }
            return hasher.ofCall(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
