package dev.mien.index.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.platform.crypto.SubjectHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The ledger as deletion-service serves it to holders. */
public final class Ledger implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> entries = new ArrayList<>();

    Ledger() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/v1/ledger/polls", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @return the number of the entry */
    public synchronized long append(ApplicationId application, FacialId facialId, SubjectHash subject) {
        long number = entries.size() + 1L;
        entries.add("""
                {"number":%d,"kind":"FACIAL_ID","subjectHash":"%s","applicationId":"%s","facialId":"%s","undo":false}""".formatted(number, Base64.getEncoder().encodeToString(subject.bytes()), application, facialId));
        return number;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int applied =
                    JSON.readTree(exchange.getRequestBody()).get("applied").intValue();
            byte[] body = page(applied).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized String page(int applied) {
        return "{\"status\":\"FOLLOW\",\"last\":%d,\"entries\":[%s]}"
                .formatted(entries.size(), String.join(",", entries.subList(applied, entries.size())));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
