package dev.mien.auth.enrollment;

import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.enrollment.Confirmation;
import dev.mien.contracts.enrollment.Learned;
import dev.mien.contracts.enrollment.LookupAnswer;
import dev.mien.contracts.enrollment.LookupRequest;
import dev.mien.contracts.enrollment.ProfileState;
import dev.mien.contracts.index.JoinRequest;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** The states of Facial IDs, asked for within the request that needs them. */
@ApplicationScoped
public class People {
    private static final Logger LOG = Logger.getLogger(People.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private final ProfileApi profiles;
    private final Calls calls;

    People(@RestClient ProfileApi profiles, Calls calls) {
        this.profiles = profiles;
        this.calls = calls;
    }

    /**
     * Which of them are active, a moment ago. Good for leaving candidates out; whoever is let in is confirmed as well.
     *
     * @throws Refusal 503 when enrollment-service cannot answer
     */
    public Set<FacialId> active(String context, List<FacialId> facialIds) {
        if (facialIds.isEmpty()) {
            return Set.of();
        }
        LookupAnswer answer =
                calls.to(Services.ENROLLMENT, () -> profiles.lookup(context, new LookupRequest(facialIds)));
        return answer.known().stream()
                .filter(known -> known.state() == ProfileState.ACTIVE)
                .map(LookupAnswer.Known::facialId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The moment of truth (P10): marks the last use of a person who is active.
     *
     * @return empty when the person is not active, for whatever reason
     * @throws Refusal 503 when enrollment-service cannot answer
     */
    public Optional<Confirmation> confirm(String context, FacialId facialId) {
        try {
            Confirmation answer = calls.to(Services.ENROLLMENT, () -> profiles.confirm(context, facialId.toString()));
            // Nobody is let in on a word about somebody else, or about no moment.
            if (answer == null || !facialId.equals(answer.facialId()) || answer.confirmedAt() == null) {
                LOG.errorf("event=confirmation-unusable service=%s", Services.ENROLLMENT);
                throw Refusal.later(Services.ENROLLMENT + " cannot answer now.", SOON);
            }
            return Optional.of(answer);
        } catch (Refusal refusal) {
            if (refusal.code() == Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /**
     * Has a person's template learn from an occasion.
     *
     * @return whether that settles it for today: another occasion would be too many
     * @throws Refusal when it could not be asked for
     */
    public boolean learn(String context, FacialId facialId, String sealedProbe) {
        Learned answer = calls.to(
                Services.ENROLLMENT, () -> profiles.learn(context, facialId.toString(), new JoinRequest(sealedProbe)));
        return answer != null && answer.settled();
    }
}
