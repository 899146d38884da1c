package dev.mien.gateway.admin;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Policy;
import dev.mien.gateway.application.Application;
import dev.mien.gateway.application.ApplicationState;
import dev.mien.gateway.application.Applications;
import dev.mien.gateway.policy.Guards;
import dev.mien.gateway.policy.PlainTerms;
import dev.mien.gateway.policy.Policies;
import dev.mien.gateway.policy.PolicyChange;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.sql.Database;
import dev.mien.platform.sql.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creating, changing and pausing the applications of one organization. */
@ApplicationScoped
public class Administration {
    /** Applications of one organization. */
    static final int MAXIMUM_APPLICATIONS = 1_000;

    private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,100}");
    private static final PolicyChange NOTHING = new PolicyChange(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private final Database database;
    private final Applications applications;
    private final Policies policies;
    private final PlainTerms terms;
    private final Guards guards;
    private final Person person;
    private final Clock clock;
    private final String operatorTerms;

    public Administration(
            Database database,
            Applications applications,
            Policies policies,
            PlainTerms terms,
            Guards guards,
            Person person,
            Clock clock,
            @ConfigProperty(name = "mien.operator.terms-version") String operatorTerms) {
        this.database = database;
        this.applications = applications;
        this.policies = policies;
        this.terms = terms;
        this.guards = guards;
        this.person = person;
        this.clock = clock;
        this.operatorTerms = operatorTerms;
    }

    String operatorTerms() {
        return operatorTerms;
    }

    Application create(CreateApplication wanted) {
        if (!operatorTerms.equals(wanted.acceptOperatorTerms())) {
            throw Refusal.of(
                    Code.TERMS_NOT_ACCEPTED,
                    "acceptOperatorTerms must name the operator's terms in force: \"" + operatorTerms + "\".");
        }
        requireOwnerForImports(wanted.policy());
        Policy policy = policies.initial(wanted.policy() == null ? NOTHING : wanted.policy());
        guards.requireCheckable(policy);
        Instant now = now();
        Application created = new Application(
                new ApplicationId(UUID.randomUUID()),
                person.organization(),
                name(wanted.name()),
                ApplicationState.ACTIVE,
                policy.revision(),
                policy,
                now);
        database.execute(tx -> {
            if (applications.count(tx, person.organization()) >= MAXIMUM_APPLICATIONS) {
                throw Refusal.of(
                        Code.CONFLICT, "An organization may have at most " + MAXIMUM_APPLICATIONS + " applications.");
            }
            applications.insert(
                    tx, created, new Applications.Acceptance(person.subject(), wanted.acceptOperatorTerms(), now));
            terms.enter(tx, created.id(), policy);
        });
        return created;
    }

    List<Application> list() {
        return database.snapshot(tx -> applications.list(tx, person.organization(), MAXIMUM_APPLICATIONS));
    }

    Application get(String id) {
        return database.snapshot(tx -> applications.find(tx, id(id), person.organization()))
                .orElseThrow(Administration::unknown);
    }

    Application change(String id, ChangeApplication wanted) {
        if (wanted.revision() == null) {
            throw Refusal.of(Code.INVALID_REQUEST, "revision is missing: the one that this change is based on.");
        }
        requireOwnerForImports(wanted.policy());
        if (wanted.policy() != null && wanted.policy().asksOfNetworks()) {
            // Before the transaction: it asks another service. The profile, which alone decides, cannot change
            // meanwhile.
            Policy changed = policies.changed(get(id).policy(), wanted.policy());
            guards.requireCheckable(changed);
            if (changed.movingTo() != null) {
                guards.requireCheckableBy(changed.movingTo(), changed);
            }
        }
        return database.write(tx -> {
            Application now = locked(tx, id);
            if (now.revision() != wanted.revision()) {
                throw Refusal.of(
                        Code.CONFLICT, "The application has changed since revision " + wanted.revision() + ".");
            }
            Policy policy = policies.changed(now.policy(), wanted.policy() == null ? NOTHING : wanted.policy());
            String name = wanted.name() == null ? now.name() : name(wanted.name());
            return kept(tx, with(now, name, now.state(), policy));
        });
    }

    Application change(String id, ChangeState wanted) {
        ApplicationState state = state(wanted.state());
        return database.write(tx -> {
            Application now = locked(tx, id);
            if (now.state() == state) {
                return now;
            }
            return kept(tx, with(now, now.name(), state, policies.changed(now.policy(), NOTHING)));
        });
    }

    /** @param change of the policy as it is then */
    Application changePolicy(String id, long revision, UnaryOperator<Policy> change) {
        return database.write(tx -> {
            Application now = locked(tx, id);
            if (now.revision() != revision) {
                throw Refusal.of(Code.CONFLICT, "The application has changed since revision " + revision + ".");
            }
            return kept(tx, with(now, now.name(), now.state(), change.apply(now.policy())));
        });
    }

    /** Enrolling people who stand before no camera is the owner's decision: an operator may end it, and not begin it. */
    private void requireOwnerForImports(PolicyChange wanted) {
        if (wanted != null && Boolean.TRUE.equals(wanted.imports()) && !person.owner()) {
            throw Refusal.of(Code.FORBIDDEN, "policy.imports can be turned on by an owner alone.");
        }
    }

    /** Locked until the end of the transaction; somebody else's is not found. */
    Application locked(Tx tx, String id) {
        return applications.lock(tx, id(id), person.organization()).orElseThrow(Administration::unknown);
    }

    private Application kept(Tx tx, Application changed) {
        terms.enter(tx, changed.id(), changed.policy());
        applications.update(tx, changed, now());
        return changed;
    }

    private static Application with(Application now, String name, ApplicationState state, Policy policy) {
        return new Application(now.id(), now.organization(), name, state, policy.revision(), policy, now.createdAt());
    }

    /** The database keeps microseconds: what is answered is what will be read. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ApplicationState state(String text) {
        return switch (text) {
            case "active" -> ApplicationState.ACTIVE;
            case "paused" -> ApplicationState.PAUSED;
            case null, default -> throw Refusal.of(Code.INVALID_REQUEST, "state must be active or paused.");
        };
    }

    private static String name(String text) {
        if (text == null || text.isBlank() || !NAME.matcher(text).matches()) {
            throw Refusal.of(Code.INVALID_REQUEST, "name must be 1 to 100 characters.");
        }
        return text;
    }

    private static ApplicationId id(String text) {
        try {
            return ApplicationId.of(text);
        } catch (IllegalArgumentException noId) {
            throw unknown();
        }
    }

    private static Refusal unknown() {
        return Refusal.of(Code.NOT_FOUND);
    }
}
