/**
 * Results that a backend can believe without believing the page: signed, for one application, for a minute, and single
 * use where they are redeemed. Never here: a token whose moment is not the one at which the person was found active.
 */
package dev.mien.auth.result;
