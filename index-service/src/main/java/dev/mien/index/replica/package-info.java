/**
 * This process's copy of every index. A replica follows heads: it reads head and changes in one snapshot, applies them,
 * and believes itself only when count and checksum equal that head's. It may hold templates in memory only while the
 * database grants it a lease; without one it forgets everything before it does anything else (protocol.md, P2 and P11).
 *
 * <p>Out: searches, with the head that they have seen. Never here: writes about faces, policies.
 */
package dev.mien.index.replica;
