/**
 * What the gateway vouches for when it lets a request in: who asks, for which application, under which policy. It
 * travels with the request, so that nobody decides by an older policy. Never here: anything that the caller claims.
 */
package dev.mien.contracts.context;
