package dev.mien.gateway.admin;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The body of {@code PUT /v1/admin/applications/{id}/migration}.
 *
 * @param revision the one that the person has seen
 * @param profile the model profile that people are to move to
 */
@RegisterForReflection
public record StartMigration(Long revision, String profile) {}
