/**
 * {@code POST /v1/enrollments}: a browser enrolls its visitor. Decided by enrollment-service.
 *
 * <p>In: frames and consent, passed on unseen. Out: the new Facial ID with a signed result. Never here: a score.
 */
package dev.mien.gateway.enrollment;
