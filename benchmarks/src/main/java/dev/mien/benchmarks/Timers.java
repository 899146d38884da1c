package dev.mien.benchmarks;

import dev.mien.stack.client.Unexpected;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a service has spent so far, by its own timers: seconds by part, read from Prometheus text ({@code
 * …_seconds_sum}).
 *
 * @param seconds by the timer's name with its tags, as {@code mien_model_run{model="…"}}
 */
record Timers(Map<String, Double> seconds) {
    private static final Pattern SUM = Pattern.compile(
            "(?m)^(mien_\\w+?|http_server_requests)_seconds_sum(\\{(?:[^\"}]|\"[^\"]*\")*\\})? +([0-9.eE+-]+)\\s*$");

    /** @param service its address */
    static Timers of(String service) throws Unexpected {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(URI.create(service + "/q/metrics"))
                    .header("Accept", "text/plain")
                    .build();
            return parse(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new Unexpected(service + " tells no metrics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("interrupted", e);
        }
    }

    static Timers parse(String text) {
        var seconds = new TreeMap<String, Double>();
        var sums = SUM.matcher(text);
        while (sums.find()) {
            var tags = sums.group(2) == null ? "" : sums.group(2);
            seconds.put(sums.group(1) + tags, Double.parseDouble(sums.group(3)));
        }
        return new Timers(seconds);
    }

    /** What was spent since {@code before}, in milliseconds for each of {@code times}; parts without any are left out. */
    Map<String, Double> millisSince(Timers before, int times) {
        var spent = new TreeMap<String, Double>();
        seconds.forEach((part, sum) -> {
            double more = sum - before.seconds.getOrDefault(part, 0.0);
            if (more > 0) {
                spent.put(part, more * 1000 / times);
            }
        });
        return spent;
    }
}
