package dev.mien.gateway.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.contracts.Services;
import dev.mien.gateway.admission.Open;
import dev.mien.gateway.status.SuiteStatus.ServiceStatus;
import dev.mien.platform.readiness.Gate;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /status}. However often it is asked, the services are asked at most once in {@link #FRESH}. */
@Open
@Path("/status")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatusResource {
    static final Duration FRESH = Duration.ofSeconds(2);

    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final List<Gate> gates;
    private final Readiness readiness;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known last;

    private record Known(SuiteStatus status, Instant until) {
        boolean freshAt(Instant now) {
            return now.isBefore(until);
        }
    }

    public StatusResource(
            ObjectMapper json,
            Clock clock,
            @All List<Gate> gates,
            @ConfigProperty(name = "quarkus.rest-client.enrollment-service.url") String enrollment,
            @ConfigProperty(name = "quarkus.rest-client.auth-service.url") String auth,
            @ConfigProperty(name = "mien.services.index") String index,
            @ConfigProperty(name = "quarkus.rest-client.deletion-service.url") String deletion) {
        this.readiness = new Readiness(json);
        this.clock = clock;
        this.gates = gates;
        addresses.put(Services.ENROLLMENT, enrollment);
        addresses.put(Services.AUTH, auth);
        addresses.put(Services.INDEX, index);
        addresses.put(Services.DELETION, deletion);
    }

    /** While one caller asks the services, the others get what was known before. */
    @GET
    @Operation(summary = "Whether every service is ready, and what those that are not wait for")
    public SuiteStatus get() {
        Known known = last;
        if (known == null) {
            asking.lock();
        } else if (known.freshAt(clock.instant()) || !asking.tryLock()) {
            return known.status();
        }
        try {
            if (last == null || !last.freshAt(clock.instant())) {
                last = new Known(asked(), clock.instant().plus(FRESH));
            }
            return last.status();
        } finally {
            asking.unlock();
        }
    }

    private SuiteStatus asked() {
        Map<String, ServiceStatus> services = new LinkedHashMap<>();
        services.put(Services.GATEWAY, own());
        addresses.forEach((service, address) -> services.put(service, readiness.of(address)));
        return SuiteStatus.of(services);
    }

    private ServiceStatus own() {
        List<String> shut =
                gates.stream().filter(gate -> !gate.open()).map(Gate::name).toList();
        return new ServiceStatus(shut.isEmpty(), shut);
    }
}
