package dev.mien.index.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The service's public model, as its publisher's artifact has it; the build unpacks it. */
public final class ServiceModel {
    private static final Path FILE = Path.of("target/rekognition-model/models/rekognition-2016-06-27-model.json");
    private final JsonNode model;

    private ServiceModel(JsonNode model) {
        this.model = model;
    }

    public static ServiceModel rekognition() {
        try {
            return new ServiceModel(new ObjectMapper().readTree(FILE.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("run the build up to generate-test-resources: it unpacks the model", e);
        }
    }

    /** What callers have to send as {@code X-Amz-Target} before the operation's name. */
    public String target() {
        return model.at("/metadata/targetPrefix").asText();
    }

    public String contentType() {
        return "application/x-amz-json-" + model.at("/metadata/jsonVersion").asText();
    }

    /** What is wrong with a request; empty when nothing is. */
    public List<String> ofRequest(String operation, JsonNode body) {
        return check(operation, "input", body);
    }

    /** What is wrong with an answer; empty when nothing is. */
    public List<String> ofAnswer(String operation, JsonNode body) {
        return check(operation, "output", body);
    }

    /** Whether the model knows that error of that operation. */
    public boolean declares(String operation, String error) {
        for (JsonNode one : model.path("operations").path(operation).path("errors")) {
            if (one.path("shape").asText().equals(error)) {
                return true;
            }
        }
        return false;
    }

    private List<String> check(String operation, String side, JsonNode body) {
        List<String> problems = new ArrayList<>();
        JsonNode shape = model.path("operations").path(operation).path(side).path("shape");
        if (shape.isMissingNode()) {
            problems.add("the model knows no operation " + operation);
        } else {
            check(shape.asText(), body, operation, problems);
        }
        return problems;
    }

    private void check(String name, JsonNode value, String at, List<String> problems) {
        JsonNode shape = model.path("shapes").path(name);
        switch (shape.path("type").asText()) {
            case "structure" -> structure(shape, value, at, problems);
            case "list" -> {
                expect(value.isArray(), at, "is no list", problems);
                bounds(shape, value.size(), at, problems);
                for (JsonNode one : value) {
                    check(shape.at("/member/shape").asText(), one, at + "[]", problems);
                }
            }
            case "string" -> {
                expect(value.isTextual(), at, "is no text", problems);
                bounds(shape, value.asText().length(), at, problems);
                String pattern = shape.path("pattern").asText("[\\s\\S]*");
                expect(value.asText().matches(pattern), at, "does not match " + pattern, problems);
                expect(!shape.has("enum") || in(shape.path("enum"), value), at, "is no constant", problems);
            }
            case "blob" -> {
                expect(value.isTextual(), at, "is no base64", problems);
                bounds(shape, Base64.getDecoder().decode(value.asText()).length, at, problems);
            }
            case "integer", "long" -> {
                expect(value.isIntegralNumber(), at, "is no integer", problems);
                bounds(shape, value.asDouble(), at, problems);
            }
            case "float", "double" -> {
                expect(value.isNumber(), at, "is no number", problems);
                bounds(shape, value.asDouble(), at, problems);
            }
            case "boolean" -> expect(value.isBoolean(), at, "is no boolean", problems);
            case "timestamp" -> expect(value.isNumber(), at, "is no time", problems);
            default -> problems.add(at + " has a type that this check does not know: " + shape);
        }
    }

    private void structure(JsonNode shape, JsonNode value, String at, List<String> problems) {
        expect(value.isObject(), at, "is no object", problems);
        shape.path("required").forEach(member -> expect(value.has(member.asText()), at, "lacks " + member, problems));
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode known = shape.path("members").path(member.getKey()).path("shape");
            if (known.isMissingNode()) {
                problems.add(at + " has a member that the model does not know: " + member.getKey());
            } else {
                check(known.asText(), member.getValue(), at + "." + member.getKey(), problems);
            }
        }
    }

    private static void bounds(JsonNode shape, double size, String at, List<String> problems) {
        expect(!shape.has("min") || size >= shape.path("min").asDouble(), at, "is below the least", problems);
        expect(!shape.has("max") || size <= shape.path("max").asDouble(), at, "is above the most", problems);
    }

    private static boolean in(JsonNode constants, JsonNode value) {
        for (JsonNode constant : constants) {
            if (constant.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static void expect(boolean holds, String at, String what, List<String> problems) {
        if (!holds) {
            problems.add(at + " " + what);
        }
    }
}
