package dev.mien.gateway.facialid;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The body of {@code PUT /v1/facial-ids/{id}/state}: {@code active} or {@code paused}. */
@RegisterForReflection
public record ChangeFacialIdState(String state) {}
