package dev.mien.gateway.session;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The body of {@code POST /v1/sessions}.
 *
 * @param applicationId the public id
 * @param operation {@code enroll} or {@code authenticate}
 * @param locale BCP 47; may be missing
 */
@RegisterForReflection
public record OpenSession(String applicationId, String operation, String locale) {}
