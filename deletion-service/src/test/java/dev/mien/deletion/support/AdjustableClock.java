package dev.mien.deletion.support;

import dev.mien.testing.clock.MovableClock;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;

/** The clock of the service under test. */
@Mock
@Singleton
public class AdjustableClock extends MovableClock {}
