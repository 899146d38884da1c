package dev.mien.testing.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** One service that the service under test calls: answers by script on loopback, and remembers what it was asked. */
public class Peer implements AutoCloseable {
    private static final int FIRST_ERROR = 400;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Answer> script = _ -> Answer.problem(500, "PROCESSING_ERR");

    /**
     * What came in.
     *
     * @param context the request context, null without one
     */
    public record Call(String path, String query, String context, String authorization, byte[] body) {}

    /** What goes out: JSON, or a problem from 400 on. */
    public record Answer(int status, String json) {
        public static Answer ok(String json) {
            return new Answer(200, json);
        }

        public static Answer problem(int status, String code) {
            return new Answer(
                    status, "{\"status\":%d,\"code\":\"%s\",\"detail\":\"scripted\"}".formatted(status, code));
        }
    }

    public Peer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on every call is answered by this. Without it, every answer is a 500. */
    public final void answers(Function<Call, Answer> next) {
        script = next;
    }

    /** All of them, in the order in which they came. */
    public List<Call> calls() {
        return calls;
    }

    /** Those whose path ends like this. */
    public List<Call> calls(String pathEnd) {
        return calls.stream().filter(call -> call.path().endsWith(pathEnd)).toList();
    }

    public void forgetCalls() {
        calls.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = new Call(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getQuery(),
                    exchange.getRequestHeaders().getFirst("Mien-Context"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestBody().readAllBytes());
            calls.add(call);
            Answer answer = script.apply(call);
            byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            answer.status() < FIRST_ERROR ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
