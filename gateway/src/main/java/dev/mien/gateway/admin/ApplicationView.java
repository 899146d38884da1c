package dev.mien.gateway.admin;

import dev.mien.contracts.ApplicationId;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.policy.Guards;
import dev.mien.gateway.policy.PolicyView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An application as its organization sees it.
 *
 * @param warnings what the writer of such a policy should know
 */
public record ApplicationView(
        ApplicationId applicationId,
        String name,
        String state,
        long revision,
        PolicyView policy,
        List<String> warnings,
        Instant createdAt) {
    static ApplicationView of(Application application) {
        return new ApplicationView(
                application.id(),
                application.name(),
                application.state().name().toLowerCase(Locale.ROOT),
                application.revision(),
                PolicyView.of(application.policy()),
                Guards.warnings(application.policy()),
                application.createdAt());
    }
}
