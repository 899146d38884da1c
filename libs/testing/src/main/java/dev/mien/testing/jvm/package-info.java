/**
 * What exists once in a test JVM, however many class loaders Quarkus makes in it.
 *
 * <p>In: a name and how to make the thing. Out: its description, as text. Never here: anything about a particular
 * resource.
 */
package dev.mien.testing.jvm;
