package dev.mien.gateway.admin;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The body of {@code POST /v1/admin/applications/{id}/migration/finish}.
 *
 * @param revision the one that the person has seen
 * @param lost how many people have not moved, as the person knows: nobody recognizes them afterwards
 */
@RegisterForReflection
public record FinishMigration(Long revision, Long lost) {}
