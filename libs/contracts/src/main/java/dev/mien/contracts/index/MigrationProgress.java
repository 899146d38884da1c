package dev.mien.contracts.index;

/**
 * How far an application's people have moved from one model profile to another.
 *
 * @param staying people with a template of the profile in force and none of the one they move to
 * @param moved people with a template of the profile that they move to; 0 while nobody moves
 * @param leftOver templates of any other profile: of a migration that ended, and still to be removed
 */
public record MigrationProgress(long staying, long moved, long leftOver) {}
