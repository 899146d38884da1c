/**
 * Templates that change after the enrollment: what was learned from an authentication, what a backend adds, and the way
 * back to the enrollment alone.
 *
 * <p>In: a sealed probe, or a backend's frames. Out: how many occasions a template has; {@code enrollment.updated} for
 * each change. Never here: a template, which never leaves index-service; a change of somebody who is not active.
 */
package dev.mien.enrollment.template;
