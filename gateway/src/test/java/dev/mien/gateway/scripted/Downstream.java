package dev.mien.gateway.scripted;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The services behind the gateway, as real HTTP servers that say what a test has scripted: {@code /enrollment}, {@code
 * /auth}, {@code /index} and {@code /deletion}. What nobody scripted is a 500.
 */
public final class Downstream implements QuarkusTestResourceLifecycleManager {
    private HttpServer server;
    private final Map<String, Function<Received, Answer>> script = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        reset();
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "mien.services.enrollment", base + "/enrollment",
                "mien.services.auth", base + "/auth",
                "mien.services.index", base + "/index",
                "mien.services.deletion", base + "/deletion");
    }

    /** Forgets script and requests; the ledger is empty, everybody is healthy, and nobody decides anything. */
    public void reset() {
        script.clear();
        received.clear();
        on(
                "POST /deletion/internal/v1/ledger/polls",
                Answer.json(200, "{\"status\":\"FOLLOW\",\"last\":0,\"entries\":[]}"));
        for (String service : List.of("enrollment", "auth", "index", "deletion")) {
            on("GET /" + service + "/q/health/ready", Answer.json(200, "{\"status\":\"UP\",\"checks\":[]}"));
        }
    }

    /** @param call method and path, as {@code POST /auth/internal/v1/authentications} */
    public void on(String call, Answer answer) {
        on(call, request -> answer);
    }

    public void on(String call, Function<Received, Answer> answer) {
        script.put(call, answer);
    }

    /** The requests of that call, in the order of their arrival. */
    public List<Received> received(String call) {
        return received.stream()
                .filter(one -> call.equals(one.method() + " " + one.path()))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request = new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getQuery(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes());
            received.add(request);
            Answer answer = script.getOrDefault(
                            request.method() + " " + request.path(), any -> Answer.json(500, "{\"not\":\"scripted\"}"))
                    .apply(request);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void inject(TestInjector into) {
        into.injectIntoFields(this, new TestInjector.MatchesType(Downstream.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
