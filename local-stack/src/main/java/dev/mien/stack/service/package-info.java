/**
 * The five services as processes: what each is told, and when it is ready.
 *
 * <p>In: places, ports, keys. Out: a running service that answers its readiness check. Never here: what a service does.
 */
package dev.mien.stack.service;
