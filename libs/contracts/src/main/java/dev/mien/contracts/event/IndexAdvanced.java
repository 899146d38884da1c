package dev.mien.contracts.event;

import dev.mien.contracts.ApplicationId;
import java.util.UUID;

/**
 * The index of an application has moved: a replica may want to catch up before it is asked.
 */
public record IndexAdvanced(ApplicationId applicationId, UUID incarnation, long seq) {}
