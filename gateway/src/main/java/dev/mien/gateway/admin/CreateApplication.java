package dev.mien.gateway.admin;

import dev.mien.gateway.policy.PolicyChange;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The body of {@code POST /v1/admin/applications}.
 *
 * @param name for people, 1 to 100 characters
 * @param acceptOperatorTerms the version of the operator's terms that the person accepts
 * @param policy what is to be otherwise than by default
 */
@RegisterForReflection
public record CreateApplication(String name, String acceptOperatorTerms, PolicyChange policy) {}
