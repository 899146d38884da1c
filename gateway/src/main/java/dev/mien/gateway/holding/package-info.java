/**
 * The gateway as a holder of what is about Facial IDs. It keeps nothing about one yet, so there is nothing to remove;
 * it follows the ledger all the same, because an erasure is complete only when each holder has said so.
 *
 * <p>In: the ledger; erasure events, which only wake the follower. Out: {@code erasure.fulfilled}. Never here: erasing by
 * an event.
 */
package dev.mien.gateway.holding;
