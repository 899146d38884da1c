/**
 * enrollment-service: the life of each Facial ID, from pending to gone. Nobody is recognized unless this service says
 * <em>active</em> within that very request.
 *
 * <p>In: calls of gateway, auth-service and deletion-service, and the ledger. Out: calls to index-service and
 * deletion-service, and the events of each life. Never here: a template, a similarity score that leaves the service, a
 * frame that outlives its request.
 */
package dev.mien.enrollment;
