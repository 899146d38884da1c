/**
 * Benchmarks: each prints ratios of things that were measured in the same run on the same machine, because absolute
 * times are worth nothing on another one.
 *
 * <p>In: a machine on which the services were built and the models installed. Out: figures for a person. Never here: an
 * assertion about time.
 */
package dev.mien.benchmarks;
