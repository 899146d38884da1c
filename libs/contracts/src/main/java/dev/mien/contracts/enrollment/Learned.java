package dev.mien.contracts.enrollment;

/**
 * What came of an occasion that was handed on, as far as it matters to whoever handed it on.
 *
 * @param settled nothing more can come of the person's recognitions today (UTC) under the same policy
 */
public record Learned(boolean settled) {}
