package dev.mien.gateway.admin;

import dev.mien.gateway.policy.PolicyChange;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The body of {@code PATCH /v1/admin/applications/{id}}.
 *
 * @param revision the one that the person has seen: a change of something else is a CONFLICT
 * @param name null: stays
 * @param policy null: stays; a member that is missing stays
 */
@RegisterForReflection
public record ChangeApplication(Long revision, String name, PolicyChange policy) {}
