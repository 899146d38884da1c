package dev.mien.stack.client;

import com.fasterxml.jackson.databind.JsonNode;

/** A status with the JSON that came with it; an empty object when none did. */
public record Answer(int status, JsonNode body) {
    /** This answer, if it has the status. */
    public Answer expect(int expected) throws Unexpected {
        if (status != expected) {
            throw new Unexpected("expected HTTP " + expected + ", but got " + this + ".");
        }
        return this;
    }

    /** This answer, if it is the problem. */
    public Answer expectProblem(int expected, String code) throws Unexpected {
        if (status != expected || !text("code").equals(code)) {
            throw new Unexpected("expected HTTP " + expected + " " + code + ", but got " + this + ".");
        }
        return this;
    }

    public String text(String member) {
        return body.path(member).asText("");
    }

    /** The status, and what a problem says; never a token. */
    @Override
    public String toString() {
        var code = text("code");
        return "HTTP " + status + (code.isEmpty() ? "" : " " + code + " (" + text("detail") + ")");
    }
}
