/**
 * The whole service on real PostgreSQL, Kafka and OIDC, spoken to as its callers do. Played are the engine that looks
 * at pictures and the ledger of deletion-service.
 */
package dev.mien.index.service;
