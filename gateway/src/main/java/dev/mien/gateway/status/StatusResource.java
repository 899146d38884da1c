package dev.mien.gateway.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Services;
import dev.mien.gateway.admission.Open;
import dev.mien.gateway.status.SuiteStatus.ServiceStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code /status}. However often it is asked, the services are asked at most once in {@link #FRESH}. */
@Open
@Path("/status")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatusResource {
    static final Duration FRESH = Duration.ofSeconds(2);

    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Readiness readiness;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private SuiteStatus last;
    private Instant askedAt = Instant.MIN;

    public StatusResource(
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "quarkus.rest-client.enrollment-service.url") String enrollment,
            @ConfigProperty(name = "quarkus.rest-client.auth-service.url") String auth,
            @ConfigProperty(name = "mien.services.index") String index,
            @ConfigProperty(name = "quarkus.rest-client.deletion-service.url") String deletion) {
        this.readiness = new Readiness(json);
        this.clock = clock;
        addresses.put(Services.ENROLLMENT, enrollment);
        addresses.put(Services.AUTH, auth);
        addresses.put(Services.INDEX, index);
        addresses.put(Services.DELETION, deletion);
    }

    @GET
    public SuiteStatus get() {
        asking.lock();
        try {
            if (last == null || clock.instant().isAfter(askedAt.plus(FRESH))) {
                last = asked();
                askedAt = clock.instant();
            }
            return last;
        } finally {
            asking.unlock();
        }
    }

    private SuiteStatus asked() {
        Map<String, ServiceStatus> services = new LinkedHashMap<>();
        addresses.forEach((service, address) -> services.put(service, readiness.of(address)));
        return SuiteStatus.of(services);
    }
}
