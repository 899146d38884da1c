package dev.mien.enrollment.peers;

import dev.mien.testing.clock.MovableClock;
import jakarta.inject.Singleton;

/** The clock of the service under test. */
@Singleton
public class ServiceClock extends MovableClock {}
