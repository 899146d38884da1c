package dev.mien.gateway.session;

import dev.mien.contracts.Code;
import dev.mien.contracts.context.Policy;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.origin.Cors;
import dev.mien.gateway.origin.Origins;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Whether a page may come in: asked when a session is opened, and again with each request, for a token may have
 * travelled and a policy may have changed.
 */
@ApplicationScoped
public class VisitCheck {
    private final Cors cors;

    public VisitCheck(Cors cors) {
        this.cors = cors;
    }

    /**
     * @param application empty when nobody has that id
     * @param country null when it is unknown
     * @return the page's origin
     * @throws Refusal EMPTY_ORIGIN, UNAUTHORIZED for an unknown or paused application, FORBIDDDEN_ORIGIN or
     *     FORBIDDDEN_COUNTRY; where the application lets the origin in, the page can read which
     */
    public String permitted(List<String> originHeaders, Optional<Application> application, String country) {
        String origin = Origins.one(originHeaders);
        Application known = application.orElseThrow(() -> Refusal.of(Code.UNAUTHORIZED));
        boolean permitted = Origins.permitted(origin, known.policy());
        if (permitted) {
            cors.allow(origin);
        }
        if (!known.active()) {
            throw Refusal.of(Code.UNAUTHORIZED, "The application is paused.");
        }
        if (!permitted) {
            throw Refusal.of(Code.FORBIDDDEN_ORIGIN);
        }
        requireCountry(known.policy(), country);
        return origin;
    }

    private static void requireCountry(Policy policy, String country) {
        boolean anywhere = policy.countries().isEmpty();
        if (!anywhere && (country == null || !policy.countries().contains(country))) {
            throw Refusal.of(Code.FORBIDDDEN_COUNTRY);
        }
    }
}
