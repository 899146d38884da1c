/**
 * The decision: who, if anybody, was recognized. In: what index-service saw, the application's policy, and which
 * candidates enrollment-service calls active. Out: one of four outcomes. Pure: never here is a clock, a database or a
 * call, so that every case can be written down in a table.
 */
package dev.mien.auth.decide;
