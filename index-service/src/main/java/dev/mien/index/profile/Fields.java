package dev.mien.index.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads a tree by hand: what is missing is named by its path, what is unknown is left alone, nothing needs reflection. */
record Fields(String path, JsonNode node) {

    Fields at(String field) {
        Fields child = new Fields(path + "." + field, node.path(field));
        if (child.node.isMissingNode() || child.node.isNull()) {
            throw new ProfileException(child.path + " is missing");
        }
        return child;
    }

    /** These fields, but for those that the other one has, too. */
    Fields with(Fields other) {
        ObjectNode together = node.deepCopy();
        together.setAll((ObjectNode) other.node);
        return new Fields(path, together);
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    String text() {
        return as(node.isTextual(), "text", node.asText());
    }

    int whole() {
        return as(node.isInt(), "a whole number", node.asInt());
    }

    double number() {
        return as(node.isNumber(), "a number", node.asDouble());
    }

    boolean flag() {
        return as(node.isBoolean(), "true or false", node.asBoolean());
    }

    <T> List<T> list(Function<Fields, T> reader) {
        as(node.isArray(), "a list", true);
        List<T> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            items.add(reader.apply(new Fields(path + "[" + i + "]", node.get(i))));
        }
        return items;
    }

    <T> Map<String, T> map(Function<Fields, T> reader) {
        as(node.isObject(), "a set of fields", true);
        Map<String, T> items = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            items.put(field.getKey(), reader.apply(new Fields(path + "." + field.getKey(), field.getValue())));
        }
        return items;
    }

    long[] counts() {
        return list(item -> as(item.node.isIntegralNumber(), "whole numbers", item.node.asLong())).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    private <T> T as(boolean fits, String kind, T value) {
        if (!fits) {
            throw new ProfileException(path + " should be " + kind);
        }
        return value;
    }
}
