package dev.mien.gateway.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.gateway.status.SuiteStatus.ServiceStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks one service whether it is ready (SmallRye Health, {@code /q/health/ready}). */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper json;

    Readiness(ObjectMapper json) {
        this.json = json;
    }

    ServiceStatus of(String service) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service + "/q/health/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            return parsed(http.send(request, BodyHandlers.ofByteArray()).body());
        } catch (IOException away) {
            return ServiceStatus.AWAY;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ServiceStatus.AWAY;
        }
    }

    private ServiceStatus parsed(byte[] health) throws IOException {
        JsonNode root = json.readTree(health);
        boolean ready = "UP".equals(root.path("status").asText());
        List<String> waitingFor = new ArrayList<>();
        for (JsonNode check : root.path("checks")) {
            if (!"UP".equals(check.path("status").asText())) {
                waitingFor.addAll(failing(check));
            }
        }
        return new ServiceStatus(ready, waitingFor);
    }

    /** The members of a check that say false, such as a gate that is shut; else the check's own name. */
    private static List<String> failing(JsonNode check) {
        List<String> members = new ArrayList<>();
        check.path("data").properties().forEach(member -> {
            if (member.getValue().isBoolean() && !member.getValue().asBoolean()) {
                members.add(member.getKey());
            }
        });
        return members.isEmpty() ? List.of(check.path("name").asText()) : members;
    }
}
