package dev.mien.contracts.enrollment;

/** Asks for {@link ProfileState#ACTIVE} or {@link ProfileState#PAUSED}. */
public record StateChange(ProfileState state) {}
