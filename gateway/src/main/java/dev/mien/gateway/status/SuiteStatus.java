package dev.mien.gateway.status;

import java.util.List;
import java.util.Map;

/**
 * The suite's health.
 *
 * @param ready whether every service is
 */
public record SuiteStatus(boolean ready, Map<String, ServiceStatus> services) {
    /**
     * One service's health.
     *
     * @param waitingFor the checks that do not pass; {@code the service itself} when it does not answer
     */
    public record ServiceStatus(boolean ready, List<String> waitingFor) {
        static final ServiceStatus AWAY = new ServiceStatus(false, List.of("the service itself"));
    }

    static SuiteStatus of(Map<String, ServiceStatus> services) {
        return new SuiteStatus(services.values().stream().allMatch(ServiceStatus::ready), services);
    }
}
