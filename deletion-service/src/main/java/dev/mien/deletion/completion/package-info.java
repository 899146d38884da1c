/**
 * When an erasure is complete: every holder has confirmed, and {@code erasure.requested} has come back through Kafka,
 * so that {@code erasure.completed} is the last word on its key.
 *
 * <p>In: confirmations by event and by progress, the events of a Facial ID's life. Out: {@code erasure.completed}, and a
 * signal to whoever waits. Never here: a time-out that completes anything.
 */
package dev.mien.deletion.completion;
