/**
 * What a model profile says: which networks play which role, how their inputs are made and their outputs read, what a
 * good face is, and what a score is worth. In: {@code <models>/<profile>/}, a YAML file with the calibration and the
 * model files that it names. Out: validated records.
 *
 * <p>Never here: running a network; an application's policy.
 */
package dev.mien.index.profile;
