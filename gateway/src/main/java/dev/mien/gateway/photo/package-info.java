/**
 * {@code /v1/face-comparisons} and {@code /v1/face-analyses}: a backend has pictures looked at, by index-service.
 *
 * <p>In: pictures, passed on unseen. Out: figures for the backend. Never here: anything that is kept, or an event.
 */
package dev.mien.gateway.photo;
