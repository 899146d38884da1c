package dev.mien.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class TimersTest {
    @Test
    void aTagsValueMayHoldBraces() {
        var line = "http_server_requests_seconds_sum{method=\"POST\",uri=\"/internal/v1/profiles/{facialId}\"} 0.5";

        assertThat(Timers.parse(line).seconds())
                .containsOnlyKeys(line.substring(0, line.lastIndexOf(' ')).replace("_seconds_sum", ""));
    }

    @Test
    void whatWasSpentInBetweenIsToldForEachRun() {
        var before = Timers.parse("""
                # TYPE mien_model_run_seconds summary
                mien_model_run_seconds_count{model="mesh"} 2
                mien_model_run_seconds_sum{model="mesh"} 0.5
                mien_index_search_seconds_sum 1.0
                jvm_gc_pause_seconds_sum 3
                """);
        var after = Timers.parse("""
                mien_model_run_seconds_sum{model="mesh"} 0.75
                mien_frame_decode_seconds_sum 2.5E-1
                mien_index_search_seconds_sum 1.0
                """);

        var spent = after.millisSince(before, 5);

        assertThat(spent)
                .containsExactly(entry("mien_frame_decode", 50.0), entry("mien_model_run{model=\"mesh\"}", 50.0));
    }
}
