package dev.mien.models.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The hash that a file must have: SHA-256 as 64 hexadecimal digits, or SHA-512 as npm writes it ({@code sha512-} and
 * Base64).
 */
public record Digest(String algorithm, String text) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SHA_512 = Pattern.compile("sha512-[A-Za-z0-9+/]{86}==");
    private static final int BLOCK_BYTES = 1 << 16;

    @JsonCreator
    public static Digest parse(String text) {
        if (SHA_256.matcher(text).matches()) {
            return new Digest("SHA-256", text);
        }
        if (SHA_512.matcher(text).matches()) {
            return new Digest("SHA-512", text);
        }
        throw new InvalidProfile("%s is neither SHA-256 in hexadecimal nor sha512- in Base64".formatted(text));
    }

    public boolean matches(byte[] content) {
        return text.equals(of(content));
    }

    public boolean matches(Path file) throws IOException {
        return text.equals(of(file));
    }

    /** The same kind of hash, of this content. */
    public String of(byte[] content) {
        return written(hash().digest(content));
    }

    /** The same kind of hash, of this file. */
    public String of(Path file) throws IOException {
        MessageDigest hash = hash();
        byte[] block = new byte[BLOCK_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                hash.update(block, 0, read);
            }
        }
        return written(hash.digest());
    }

    @Override
    public String toString() {
        return text;
    }

    private String written(byte[] hash) {
        return algorithm.equals("SHA-256")
                ? HexFormat.of().formatHex(hash)
                : "sha512-" + Base64.getEncoder().encodeToString(hash);
    }

    private MessageDigest hash() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }
}
