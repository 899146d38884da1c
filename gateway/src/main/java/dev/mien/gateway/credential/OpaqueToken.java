package dev.mien.gateway.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret of 256 random bits behind a prefix that says what it is for. It is stored as its SHA-256 alone: so many
 * random bits cannot be guessed from a hash, and a lookup by hash takes no longer for a near miss.
 */
public final class OpaqueToken {
    private static final int SECRET_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String BEARER = "Bearer ";
    private final String text;

    private OpaqueToken(String text) {
        this.text = text;
    }

    /** What a token is for; its prefix lets a human and a secret scanner see it. */
    public enum Kind {
        SESSION("mien_st_"),
        KEY("mien_sk_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    public static OpaqueToken fresh(Kind kind) {
        byte[] secret = new byte[SECRET_BYTES];
        Randomness.SECURE.nextBytes(secret);
        return new OpaqueToken(
                kind.prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** @return empty when the header is missing or holds anything else than a token of this kind */
    public static Optional<OpaqueToken> bearer(Kind kind, String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String text = authorization.substring(BEARER.length());
        boolean formed = text.startsWith(kind.prefix)
                && SECRET.matcher(text.substring(kind.prefix.length())).matches();
        return formed ? Optional.of(new OpaqueToken(text)) : Optional.empty();
    }

    /** SHA-256 of the whole token, 32 bytes. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** The token itself, for the one answer that shows it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "[REDACTED]";
    }

    // A holder, so that no native executable is built with a seeded generator in its image heap.
    private static final class Randomness {
        static final SecureRandom SECURE = new SecureRandom();
    }
}
