/**
 * Several index-services in one JVM over one real PostgreSQL, with faces that tests make up. The rooms are the real
 * ones; only the engine that looks at pictures is played.
 */
package dev.mien.index.cluster;
