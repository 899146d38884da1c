/**
 * What crosses a service boundary: identifiers, codes, and beneath it the request context, the events and the records
 * of each internal API. Plain values that depend on nothing; no biometrics and no secrets have a type here, so that
 * none can cross by accident.
 */
package dev.mien.contracts;
