package dev.mien.platform.multipart;

import dev.mien.contracts.context.Policy;

/** How large a request may be. Checked before anything is allocated for it. */
public final class Bounds {
    /** Bytes of one body. {@code quarkus.http.limits.max-body-size} stops larger ones at the socket. */
    public static final int BODY_BYTES = 32 << 20;
    /** Encoded bytes of one frame: what sessions tell pages, and what a decoder is given at most. */
    public static final int FRAME_BYTES = 12 << 20;
    /** Bytes of the part {@code request}: a payload of 16 KiB, escaped, with room for the rest. */
    public static final int REQUEST_BYTES = 128 << 10;
    /** Characters of a nonce, which comes back in the result token of an enrollment or an authentication. */
    public static final int NONCE_CHARACTERS = 256;
    /** Frames of one request. */
    public static final int FRAMES = Policy.MAXIMUM_FRAMES;
    /** Parts of one request. */
    public static final int PARTS = FRAMES + 1;

    /** Pictures in one batch of an import: looked at one after another, while its sender waits. */
    public static final int IMPORT_LINES = 16;

    /** Bytes of one batch of an import, of which a gateway has one at a time. */
    public static final int IMPORT_BODY_BYTES = 16 << 20;

    private Bounds() {}
}
