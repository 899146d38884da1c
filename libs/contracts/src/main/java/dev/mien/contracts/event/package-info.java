/**
 * The facts that Kafka carries, one record for each type. No biometrics, PIN, payload, image, name or address has a
 * member here, and none may get one.
 */
package dev.mien.contracts.event;
