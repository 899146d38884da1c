package dev.mien.auth.attempt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.auth.decide.Claim;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.enrollment.LookupRequest;
import dev.mien.platform.multipart.Bounds;
import dev.mien.platform.problem.Refusal;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The part {@code request} of an authentication.
 *
 * @param claim whom the page says that the visitor is
 * @param nonce what the result token is to say again, at most {@value Bounds#NONCE_CHARACTERS} characters; null
 */
record AuthenticationRequest(Claim claim, String nonce) {
    private static final Set<String> MEMBERS = Set.of("pin", "facialId", "facialIds", "nonce");

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
                throw refused(
                        "The part request may have the members facialId, facialIds and nonce; it has another one.");
            }
        }
        if (root.hasNonNull("pin")) {
            throw refused("pin: this version does not take PINs.");
        }
        return new AuthenticationRequest(claim(root), nonce(root));
    }

    private static Claim claim(JsonNode root) {
        boolean one = root.hasNonNull("facialId");
        boolean some = root.hasNonNull("facialIds");
        if (one && some) {
            throw refused("facialId, facialIds: only one of them can be given.");
        }
        if (one) {
            return new Claim.Named(facialId(root.get("facialId"), "facialId: must be a Facial ID."));
        }
        return some ? oneOf(root.get("facialIds")) : new Claim.Anyone();
    }

    /** No more than can be asked for at once; whoever is on the list twice counts once. */
    private static Claim oneOf(JsonNode list) {
        if (!list.isArray() || list.isEmpty() || list.size() > LookupRequest.MAXIMUM) {
            throw refused("facialIds: a list of 1 to " + LookupRequest.MAXIMUM + " Facial IDs.");
        }
        Set<FacialId> people = new LinkedHashSet<>();
        list.forEach(member -> people.add(facialId(member, "facialIds: every member must be a Facial ID.")));
        return new Claim.OneOf(List.copyOf(people));
    }

    private static FacialId facialId(JsonNode text, String otherwise) {
        try {
            if (text.isTextual()) {
                return FacialId.of(text.textValue());
            }
        } catch (IllegalArgumentException notOne) {
            // As if it were a number.
        }
        throw refused(otherwise);
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
