package dev.mien.testing.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestKafkaTest {
    @Test
    void theBrokerHasTheTopicsOfTheCatalogue() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            var names = admin.listTopics().names().get(20, TimeUnit.SECONDS);

            assertThat(names)
                    .contains("mien.enrollments", "mien.attempts", "mien.erasures", "mien.applications", "mien.index");
        }
    }
}
