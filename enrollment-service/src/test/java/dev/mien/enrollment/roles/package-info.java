/** Who may call what: the table of the internal API against every call that the service offers. */
package dev.mien.enrollment.roles;
