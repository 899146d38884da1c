package dev.mien.gateway.admin;

import dev.mien.contracts.Code;
import dev.mien.gateway.admission.Admission;
import dev.mien.gateway.admission.ByPerson;
import dev.mien.platform.problem.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Admits people who belong to an organization. Their token and their role have been checked before ({@code
 * @RolesAllowed}); a token without an organization is nobody's key.
 */
@ByPerson
@Provider
@Priority(Priorities.AUTHENTICATION)
public class PersonFilter implements ContainerRequestFilter {
    private static final String ORGANIZATION = "organization";
    private final SecurityIdentity identity;
    private final Admission admission;
    private final Person person;

    public PersonFilter(SecurityIdentity identity, Admission admission, Person person) {
        this.identity = identity;
        this.admission = admission;
        this.person = person;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw Refusal.of(Code.UNAUTHORIZED);
        }
        if (!(token.getClaim(ORGANIZATION) instanceof String organization)
                || organization.isBlank()
                || token.getSubject() == null) {
            throw Refusal.of(Code.FORBIDDEN, "The access token names no organization.");
        }
        person.is(token.getSubject(), organization, identity.hasRole(Role.OWNER));
        // The identity provider gives out subjects; an organization's name is anybody's text, so it comes last.
        admission.grant("person " + token.getSubject().length() + " " + token.getSubject() + " " + organization);
    }
}
