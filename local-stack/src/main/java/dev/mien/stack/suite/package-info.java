/**
 * All parts together: started in order, watched, stopped in order, and each on its own for tests of faults.
 *
 * <p>In: places, ports, which parts. Out: {@link dev.mien.stack.suite.Suite}. Never here: how a single part is started.
 */
package dev.mien.stack.suite;
