/** Kafka as a subscriber sees it. */
package dev.mien.system.events;
