package dev.mien.index.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntBinaryOperator;

/**
 * Amazon Rekognition as far as the engine uses it. What it makes of pictures is scripted; every request and every
 * answer is held against the service's model, and every signature is computed anew. What was wrong with any of them is
 * in {@link #problems}.
 */
public final class FakeRekognition implements AutoCloseable {
    public static final Signature SIGNATURE =
            new Signature("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "eu-central-1", "rekognition");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 2;

    private final ServiceModel model = ServiceModel.rekognition();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Map<String, Map<String, Stored>> collections = new TreeMap<>();
    private final Map<String, Queue<Fault>> faults = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private IntBinaryOperator likeness = (one, other) -> one == other ? 9_990 : 100;

    private Box largest = Box.MIDDLE;

    /** Where a face is, in shares. */
    private record Box(double left, double top, double width, double height) {
        static final Box MIDDLE = new Box(0.2, 0.2, 0.5, 0.5);
    }

    /** A face in a collection. */
    public record Stored(String faceId, String externalId, int person) {}

    /** A request that was understood. */
    public record Asked(String operation, JsonNode body) {}

    /** An error of the service. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String type;

        Failure(int status, String type, String message) {
            super(message);
            this.status = status;
            this.type = type;
        }
    }

    public FakeRekognition() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param hundredths of a percent, by which two people's faces are alike */
    public synchronized void likeness(IntBinaryOperator hundredths) {
        likeness = hundredths;
    }

    /** Where it sees the largest face of every picture from now on: shares of width and height. */
    public synchronized void largestAt(double left, double top, double width, double height) {
        largest = new Box(left, top, width, height);
    }

    /** What goes wrong with the next request of that operation; the one after it, if there is one waiting. */
    public synchronized void next(String operation, Fault... script) {
        faults.computeIfAbsent(operation, _ -> new ArrayDeque<>()).addAll(List.of(script));
    }

    /** What somebody has done wrong since the start; empty when nobody has. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    public synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<String> operations() {
        return asked().stream().map(Asked::operation).toList();
    }

    public synchronized List<String> collections() {
        return List.copyOf(collections.keySet());
    }

    public synchronized List<Stored> faces(String collection) {
        return List.copyOf(collections.getOrDefault(collection, Map.of()).values());
    }

    /** A collection that somebody else has made. */
    public synchronized void make(String collection) {
        collections.put(collection, new LinkedHashMap<>());
    }

    /** Somebody else puts a face there. */
    public synchronized void plant(String collection, String externalId, int person) {
        add(collections.get(collection), externalId, person);
    }

    /** Somebody else deletes a collection. */
    public synchronized void lose(String collection) {
        collections.remove(collection);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String operation = headers.getOrDefault("x-amz-target", "").replace(model.target() + ".", "");
            note(SIGNATURE.wrong(exchange.getRequestMethod(), headers, body).stream()
                    .map(wrong -> operation + ": " + wrong)
                    .toList());
            if (!headers.getOrDefault("content-type", "").equals(model.contentType())) {
                note(List.of(operation + ": content type " + headers.get("content-type")));
            }
            JsonNode request = JSON.readTree(body);
            note(model.ofRequest(operation, request));
            answer(exchange, operation, request);
        }
    }

    private void answer(HttpExchange exchange, String operation, JsonNode request) throws IOException {
        int status = 200;
        ObjectNode answer;
        try {
            answer = perform(operation, request);
            note(model.ofAnswer(operation, answer));
        } catch (Failure failure) {
            status = failure.status;
            answer = JSON.createObjectNode()
                    .put("__type", failure.type)
                    .put("Code", failure.type)
                    .put("Message", failure.getMessage());
        }
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", model.contentType());
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private ObjectNode perform(String operation, JsonNode request) {
        Fault fault;
        synchronized (this) {
            asked.add(new Asked(operation, request));
            Queue<Fault> script = faults.get(operation);
            fault = script == null ? null : script.poll();
        }
        return switch (fault) {
            case Fault.Refused(var status, var type, var message) -> throw new Failure(status, type, message);
            case Fault.DoneAndLost _ -> {
                act(operation, request, false);
                throw new Failure(500, "InternalServerError", "scripted");
            }
            case Fault.Slow(var by) -> {
                ObjectNode late = act(operation, request, false);
                pause(by.toMillis());
                yield late;
            }
            case Fault.HalfDeleted _ -> act(operation, request, true);
            case Fault.Meanwhile(var action) -> {
                action.run();
                yield act(operation, request, false);
            }
            case null -> act(operation, request, false);
        };
    }

    private synchronized ObjectNode act(String operation, JsonNode request, boolean half) {
        return switch (operation) {
            case "CreateCollection" -> create(request);
            case "DeleteCollection" -> {
                collection(request);
                collections.remove(request.path("CollectionId").asText());
                yield JSON.createObjectNode().put("StatusCode", 200);
            }
            case "DescribeCollection" ->
                JSON.createObjectNode().put("FaceCount", collection(request).size());
            case "ListCollections" -> listCollections(request);
            case "CompareFaces" -> compare(request);
            case "DetectFaces" -> detect(request);
            case "IndexFaces" -> index(request);
            case "SearchFacesByImage" -> search(request);
            case "DeleteFaces" -> delete(request, half);
            case "ListFaces" -> list(request);
            default -> throw new Failure(400, "UnknownOperationException", operation);
        };
    }

    private ObjectNode create(JsonNode request) {
        if (collections.putIfAbsent(request.path("CollectionId").asText(), new LinkedHashMap<>()) != null) {
            throw new Failure(400, "ResourceAlreadyExistsException", "The collection id exists");
        }
        return JSON.createObjectNode().put("StatusCode", 200).put("FaceModelVersion", "7.0");
    }

    private ObjectNode detect(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode faces = answer.putArray("FaceDetails");
        Portrait seen = portrait(request);
        for (int i = 0; i < seen.faces(); i++) {
            box(faces.addObject().put("Confidence", 99.9));
        }
        return answer;
    }

    private ObjectNode compare(JsonNode request) {
        Portrait source = portrait(request, "SourceImage");
        Portrait target = portrait(request, "TargetImage");
        if (source.faces() == 0) {
            throw new Failure(400, "InvalidParameterException", "Request has invalid parameters");
        }
        ObjectNode answer = JSON.createObjectNode();
        box(answer.putObject("SourceImageFace").put("Confidence", 99.9));
        ArrayNode matches = answer.putArray("FaceMatches");
        double similarity = likeness.applyAsInt(source.person(), target.person()) / 100.0;
        if (similarity >= request.path("SimilarityThreshold").asDouble(80)) {
            for (int i = 0; i < target.faces(); i++) {
                box(matches.addObject()
                        .put("Similarity", similarity)
                        .putObject("Face")
                        .put("Confidence", 99.9));
            }
        }
        return answer;
    }

    /** In pages of two, as faces. */
    private ObjectNode listCollections(JsonNode request) {
        List<String> all = List.copyOf(collections.keySet());
        int from = request.path("NextToken").asInt(0);
        int to = Math.min(all.size(), from + PAGE);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode names = answer.putArray("CollectionIds");
        ArrayNode versions = answer.putArray("FaceModelVersions");
        all.subList(from, to).forEach(name -> {
            names.add(name);
            versions.add("7.0");
        });
        return to < all.size() ? answer.put("NextToken", Integer.toString(to)) : answer;
    }

    private ObjectNode index(JsonNode request) {
        Map<String, Stored> collection = collection(request);
        Portrait seen = portrait(request);
        ObjectNode answer = JSON.createObjectNode().put("FaceModelVersion", "7.0");
        ArrayNode records = answer.putArray("FaceRecords");
        if (seen.faces() > 0) {
            Stored stored = add(collection, request.path("ExternalImageId").asText(null), seen.person());
            box(face(records.addObject().putObject("Face"), stored));
        }
        return answer;
    }

    private static Stored add(Map<String, Stored> collection, String externalId, int person) {
        Stored stored = new Stored(UUID.randomUUID().toString(), externalId, person);
        collection.put(stored.faceId(), stored);
        return stored;
    }

    private ObjectNode search(JsonNode request) {
        Map<String, Stored> collection = collection(request);
        Portrait seen = portrait(request);
        if (seen.faces() == 0) {
            throw new Failure(
                    400, "InvalidParameterException", "There are no faces in the image. Should be at least 1.");
        }
        ObjectNode answer =
                JSON.createObjectNode().put("FaceModelVersion", "7.0").put("SearchedFaceConfidence", 99.9);
        place(answer.putObject("SearchedFaceBoundingBox"));
        ArrayNode matches = answer.putArray("FaceMatches");
        collection.values().stream()
                .map(stored -> Map.entry(likeness.applyAsInt(seen.person(), stored.person()) / 100.0, stored))
                .filter(match ->
                        match.getKey() >= request.path("FaceMatchThreshold").asDouble(80))
                .sorted((one, other) -> Double.compare(other.getKey(), one.getKey()))
                .limit(request.path("MaxFaces").asInt(80))
                .forEach(match -> face(
                        matches.addObject().put("Similarity", match.getKey()).putObject("Face"), match.getValue()));
        return answer;
    }

    private ObjectNode delete(JsonNode request, boolean half) {
        Map<String, Stored> collection = collection(request);
        ObjectNode answer = JSON.createObjectNode();
        boolean kept = !half;
        for (JsonNode faceId : request.path("FaceIds")) {
            if (!collection.containsKey(faceId.asText())) {
                answer.withArray("UnsuccessfulFaceDeletions")
                        .addObject()
                        .put("FaceId", faceId.asText())
                        .putArray("Reasons")
                        .add("FACE_NOT_FOUND");
                continue;
            }
            answer.withArray("DeletedFaces").add(faceId);
            if (kept) {
                collection.remove(faceId.asText());
            }
            kept = true;
        }
        return answer;
    }

    /** In pages of two, so that whoever forgets the second page is found out. */
    private ObjectNode list(JsonNode request) {
        List<Stored> all = collection(request).values().stream()
                .filter(stored -> !request.has("FaceIds") || in(request.path("FaceIds"), stored.faceId()))
                .toList();
        int from = request.path("NextToken").asInt(0);
        int to = Math.min(all.size(), from + PAGE);
        ObjectNode answer = JSON.createObjectNode().put("FaceModelVersion", "7.0");
        ArrayNode faces = answer.putArray("Faces");
        all.subList(from, to).forEach(stored -> face(faces.addObject(), stored));
        return to < all.size() ? answer.put("NextToken", Integer.toString(to)) : answer;
    }

    private Map<String, Stored> collection(JsonNode request) {
        String name = request.path("CollectionId").asText();
        Map<String, Stored> collection = collections.get(name);
        if (collection == null) {
            throw new Failure(400, "ResourceNotFoundException", "The collection id: " + name + " does not exist");
        }
        return collection;
    }

    private static Portrait portrait(JsonNode request) {
        return portrait(request, "Image");
    }

    private static Portrait portrait(JsonNode request, String member) {
        return Portrait.read(
                Base64.getDecoder().decode(request.path(member).path("Bytes").asText()));
    }

    private static ObjectNode face(ObjectNode face, Stored stored) {
        face.put("FaceId", stored.faceId()).put("Confidence", 99.9);
        return stored.externalId() == null ? face : face.put("ExternalImageId", stored.externalId());
    }

    private void box(ObjectNode face) {
        place(face.putObject("BoundingBox"));
    }

    private void place(ObjectNode box) {
        box.put("Width", largest.width())
                .put("Height", largest.height())
                .put("Left", largest.left())
                .put("Top", largest.top());
    }

    private static boolean in(JsonNode texts, String wanted) {
        for (JsonNode text : texts) {
            if (text.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private synchronized void note(List<String> wrong) {
        problems.addAll(wrong);
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
