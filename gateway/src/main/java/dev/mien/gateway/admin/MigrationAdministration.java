package dev.mien.gateway.admin;

import dev.mien.contracts.Code;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Policy;
import dev.mien.contracts.index.MigrationProgress;
import dev.mien.gateway.admission.Network;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.context.Contexts;
import dev.mien.gateway.policy.Guards;
import dev.mien.gateway.policy.Policies;
import dev.mien.platform.calls.Calls;
import dev.mien.platform.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Moves the people of an application to another model profile. The policy changes first, templates are removed
 * afterwards: should that fail half way, nobody is recognized wrongly, and {@link #rollBack} (of nothing) removes the
 * rest.
 */
@ApplicationScoped
public class MigrationAdministration {
    private static final byte[] NO_BODY = {};

    private final Administration administration;
    private final Policies policies;
    private final Guards guards;
    private final MigrationApi index;
    private final Contexts contexts;
    private final Calls calls;

    public MigrationAdministration(
            Administration administration,
            Policies policies,
            Guards guards,
            @RestClient MigrationApi index,
            Contexts contexts,
            Calls calls) {
        this.administration = administration;
        this.policies = policies;
        this.guards = guards;
        this.index = index;
        this.contexts = contexts;
        this.calls = calls;
    }

    MigrationView view(String id, Network network) {
        return view(administration.get(id), network);
    }

    /** Again for the same profile, it changes nothing. */
    MigrationView start(String id, StartMigration wanted, Network network) {
        long revision = revision(wanted.revision());
        if (wanted.profile() == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "profile is missing: the one that people are to move to.");
        }
        Application before = administration.get(id);
        if (wanted.profile().equals(before.policy().movingTo())) {
            return view(before, network);
        }
        policies.moving(before.policy(), wanted.profile());
        guards.requireCheckableBy(wanted.profile(), before.policy());
        // Nobody has moved before it begins: what requests in flight have written after an earlier rollback goes.
        cleanUp(before, network);
        Application moving =
                administration.changePolicy(id, revision, policy -> policies.moving(policy, wanted.profile()));
        return view(moving, network);
    }

    /** Leaves everybody with the template that they had. Where nobody moves, it removes what was left over. */
    MigrationView rollBack(String id, Network network) {
        Application now = administration.get(id);
        if (now.policy().movingTo() != null) {
            now = administration.changePolicy(
                    id, now.revision(), policy -> policy.withProfiles(policy.revision() + 1, policy.profile(), null));
        }
        return MigrationView.of(now, cleanUp(now, network));
    }

    /** @throws Refusal CONFLICT unless {@code lost} is the number of those who have not moved */
    MigrationView finish(String id, FinishMigration wanted, Network network) {
        long revision = revision(wanted.revision());
        Application now = administration.get(id);
        if (now.policy().movingTo() == null) {
            throw Refusal.of(Code.CONFLICT, "Nobody is moving to another model profile.");
        }
        long staying = progress(now, network).staying();
        if (wanted.lost() == null || wanted.lost() != staying) {
            throw Refusal.of(
                    Code.CONFLICT,
                    "%d people have not moved. Nobody recognizes them afterwards, and they have to enroll again: say so by"
                                    .formatted(staying)
                            + " \"lost\": " + staying + ".");
        }
        Application finished = administration.changePolicy(id, revision, MigrationAdministration::finished);
        return MigrationView.of(finished, cleanUp(finished, network));
    }

    private static Policy finished(Policy policy) {
        return policy.withProfiles(policy.revision() + 1, policy.movingTo(), null);
    }

    private MigrationView view(Application application, Network network) {
        return MigrationView.of(application, progress(application, network));
    }

    private MigrationProgress progress(Application application, Network network) {
        String context = contexts.ofBackend(application, network, NO_BODY);
        return calls.to(Services.INDEX, () -> index.progress(context));
    }

    private MigrationProgress cleanUp(Application application, Network network) {
        String context = contexts.ofBackend(application, network, NO_BODY);
        return calls.to(Services.INDEX, () -> index.cleanUp(context));
    }

    private static long revision(Long wanted) {
        if (wanted == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "revision is missing: the one that this change is based on.");
        }
        return wanted;
    }
}
