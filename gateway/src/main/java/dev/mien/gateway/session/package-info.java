/**
 * Sessions: one visit of one browser, for one operation, from one origin, for five minutes.
 *
 * <p>In: an application and where the page is; later the token, with each request. Out: the session, with everything
 * checked again. States: open → in use → done; a refusal that the person can mend leads back to open, three times at
 * most. Never here: frames.
 */
package dev.mien.gateway.session;
