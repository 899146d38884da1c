package dev.mien.gateway.admin;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The body of {@code PUT /v1/admin/applications/{id}/state}.
 *
 * @param state {@code active} or {@code paused}
 */
@RegisterForReflection
public record ChangeState(String state) {}
