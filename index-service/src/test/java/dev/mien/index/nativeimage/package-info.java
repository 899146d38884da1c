/** What a builder of native executables is told, held against what it is told about: no builder is needed. */
package dev.mien.index.nativeimage;
