/**
 * Erasures as the gateway asks for them.
 *
 * <p>In: requests of an application's backend, undoings of enrollment-service. Out: how far an erasure is; never a success
 * before enrollment-service has committed the end of <em>active</em>. What cannot be told now is told later, by itself.
 * Never here: numbers, confirmations, completion.
 */
package dev.mien.deletion.erasure;
