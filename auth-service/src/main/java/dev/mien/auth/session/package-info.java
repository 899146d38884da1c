/**
 * How each session was decided (P3). In: an outcome, once. Out: the same outcome again while a request of the session
 * may still come. Never here: a refusal that the person can mend; it leaves the session open.
 */
package dev.mien.auth.session;
