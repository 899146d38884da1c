package dev.mien.deletion.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An enrollment-service on a real socket: it takes ends of life, or hangs, refuses, fails. It lives in another class
 * loader than the tests, which steer it by {@link StubbedEnrollment}, over HTTP too.
 */
public class EnrollmentStub implements QuarkusTestResourceLifecycleManager {
    static final String PROPERTY = "mien.test.enrollment-stub";
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile String mode = "ok";
    private volatile CountDownLatch hanging = new CountDownLatch(1);
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/v1/ends-of-life", this::end);
        server.createContext("/stub/mode", this::mode);
        server.createContext(
                "/stub/told", exchange -> answer(exchange, 200, new ObjectMapper().writeValueAsBytes(told)));
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        System.setProperty(PROPERTY, url);
        return Map.of("mien.services.enrollment", url);
    }

    @Override
    public void stop() {
        if (server != null) {
            hanging.countDown();
            server.stop(0);
        }
    }

    private void end(HttpExchange exchange) throws IOException {
        told.add(new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        switch (mode) {
            case "ok" -> answer(exchange, 204, null);
            case "hang" -> {
                await();
                exchange.close();
            }
            default -> answer(exchange, Integer.parseInt(mode), null);
        }
    }

    private void mode(HttpExchange exchange) throws IOException {
        mode = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        hanging.countDown();
        hanging = new CountDownLatch(1);
        told.clear();
        answer(exchange, 204, null);
    }

    private void await() {
        try {
            hanging.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (body != null) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
        }
        exchange.sendResponseHeaders(status, body == null ? -1 : body.length);
        if (body != null) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
