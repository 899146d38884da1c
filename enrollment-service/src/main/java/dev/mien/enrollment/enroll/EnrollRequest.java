package dev.mien.enrollment.enroll;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.mien.contracts.Code;
import dev.mien.enrollment.consent.Consent;
import dev.mien.enrollment.payload.Payload;
import dev.mien.platform.multipart.Bounds;
import dev.mien.platform.problem.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The part {@code request} of an enrollment: <code>{consent: {accepted, termsVersion}, pin, payload, nonce}</code>, each
 * of them optional here. Unknown and repeated members are refused: what the sender meant by them would be lost in
 * silence.
 *
 * @param payload the JSON text of that member, verbatim; null when it is absent or null
 * @param nonce handed on to the result token; null when there is none
 */
record EnrollRequest(Consent consent, String payload, String nonce) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws Refusal INVALID_REQUEST, naming the member that is wrong */
    static EnrollRequest parse(byte[] utf8) {
        String text = decode(utf8);
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalid("The part request must be a JSON object.");
            }
            EnrollRequest request = members(parser, text);
            if (parser.nextToken() != null) {
                throw invalid("The part request must be one JSON object and nothing more.");
            }
            return request;
        } catch (JacksonException malformed) {
            // Jackson's own text would quote the payload.
            throw invalid("The part request is not well-formed JSON.");
        } catch (IOException impossible) {
            throw new IllegalStateException("a string can always be read", impossible);
        }
    }

    @Override
    public String toString() {
        return "EnrollRequest[REDACTED]";
    }

    private static EnrollRequest members(JsonParser parser, String text) throws IOException {
        Consent consent = Consent.NONE;
        String payload = null;
        String nonce = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "consent" -> consent = value == JsonToken.VALUE_NULL ? Consent.NONE : consent(parser);
                case "payload" -> payload = verbatim(parser, text);
                case "nonce" -> nonce = nonce(parser);
                case "pin" -> {
                    if (value != JsonToken.VALUE_NULL) {
                        throw invalid("pin: this version of Mien has no PIN yet.");
                    }
                }
                default -> throw invalid("The members of request are consent, pin, payload and nonce; no others.");
            }
        }
        return new EnrollRequest(consent, payload, nonce);
    }

    private static Consent consent(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw invalid("consent must be an object with accepted and termsVersion.");
        }
        boolean accepted = false;
        String terms = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "accepted" -> {
                    if (!value.isBoolean()) {
                        throw invalid("consent.accepted must be true or false.");
                    }
                    accepted = value == JsonToken.VALUE_TRUE;
                }
                case "termsVersion" -> {
                    if (value != JsonToken.VALUE_STRING) {
                        throw invalid("consent.termsVersion must be a string.");
                    }
                    terms = parser.getText();
                }
                default -> throw invalid("The members of consent are accepted and termsVersion; no others.");
            }
        }
        return new Consent(accepted, terms);
    }

    private static String nonce(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING || parser.getText().length() > Bounds.NONCE_CHARACTERS) {
            throw invalid("nonce must be a string of at most " + Bounds.NONCE_CHARACTERS + " characters.");
        }
        return parser.getText();
    }

    /** The value's own text, so that numbers, order and spelling come back as they were sent. */
    private static String verbatim(JsonParser parser, String text) throws IOException {
        boolean none = parser.currentToken() == JsonToken.VALUE_NULL;
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        String json = text.substring(start, (int) parser.currentLocation().getCharOffset())
                .strip();
        if (json.getBytes(StandardCharsets.UTF_8).length > Payload.MAXIMUM_BYTES) {
            throw invalid("payload may have at most " + Payload.MAXIMUM_BYTES + " bytes.");
        }
        return none ? null : json;
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw invalid("The part request must be UTF-8.");
        }
    }

    private static Refusal invalid(String detail) {
        return Refusal.of(Code.INVALID_REQUEST, detail);
    }
}
