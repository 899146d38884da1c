package dev.mien.platform.events;

import dev.mien.contracts.event.EventType;
import java.util.UUID;

/**
 * One event as it arrived.
 *
 * @param id {@code ce_id}; delivery is at least once, so the same one may come again
 * @param source {@code ce_source}: who wrote it
 */
public record ReceivedEvent(UUID id, EventType type, String source, Object data) {}
