/** Enrolling many people from pictures that a backend has. */
package dev.mien.contracts.imports;
