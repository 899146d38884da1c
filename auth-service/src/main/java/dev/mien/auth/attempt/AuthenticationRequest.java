package dev.mien.auth.attempt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.platform.multipart.Bounds;
import dev.mien.platform.problem.Refusal;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;

/**
 * The part {@code request} of an authentication.
 *
 * @param facialId whom the page names; null when it names nobody
 * @param nonce what the result token is to say again, at most {@value Bounds#NONCE_CHARACTERS} characters; null
 */
record AuthenticationRequest(FacialId facialId, String nonce) {
    private static final Set<String> MEMBERS = Set.of("pin", "facialId", "nonce");

    /**
     * Reads strictly: what this version does not understand it refuses, so that nobody believes it was heeded.
     *
     * @throws Refusal INVALID_REQUEST, naming the member that is wrong
     */
    static AuthenticationRequest read(ObjectMapper json, byte[] part) {
        JsonNode root = tree(json, part);
        if (!root.isObject()) {
            throw refused("The part request must be a JSON object.");
        }
        for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
            if (!MEMBERS.contains(names.next())) {
                throw refused("The part request may have the members facialId and nonce; it has another one.");
            }
        }
        if (root.hasNonNull("pin")) {
            throw refused("pin: this version does not take PINs.");
        }
        return new AuthenticationRequest(facialId(root), nonce(root));
    }

    private static FacialId facialId(JsonNode root) {
        String text = text(root, "facialId");
        try {
            return text == null ? null : FacialId.of(text);
        } catch (IllegalArgumentException notOne) {
            throw refused("facialId: must be a Facial ID.");
        }
    }

    private static String nonce(JsonNode root) {
        String text = text(root, "nonce");
        if (text != null && text.length() > Bounds.NONCE_CHARACTERS) {
            throw refused("nonce: at most " + Bounds.NONCE_CHARACTERS + " characters.");
        }
        return text;
    }

    private static String text(JsonNode root, String member) {
        if (!root.hasNonNull(member)) {
            return null;
        }
        if (!root.get(member).isTextual()) {
            throw refused(member + ": must be a string.");
        }
        return root.get(member).textValue();
    }

    private static JsonNode tree(ObjectMapper json, byte[] part) {
        try {
            return json.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readTree(part);
        } catch (IOException malformed) {
            throw refused("The part request is not JSON.");
        }
    }

    private static Refusal refused(String detail) {
        return Refusal.of(Code.INVALID_REQUEST, detail);
    }
}
