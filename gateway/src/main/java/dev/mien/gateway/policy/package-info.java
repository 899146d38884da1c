/**
 * Policies as the outside writes them: complete, strict, with defaults that let nobody in by accident.
 *
 * <p>In: JSON of a person at the console. Out: {@link dev.mien.contracts.context.Policy}, or INVALID_REQUEST that names the
 * member and says what it may be. Never here: what a service makes of a policy.
 */
package dev.mien.gateway.policy;
