package dev.mien.gateway.scripted;

import dev.mien.testing.clock.MovableClock;
import jakarta.inject.Singleton;

/** The clock of the service under test. */
@Singleton
public class TestClock extends MovableClock {}
