/**
 * From scores to what they mean: which score a policy asks for at so many faces, and who reaches it. In: hits. Out:
 * candidates by Facial ID. Never here: a decision; auth- and enrollment-service make those.
 */
package dev.mien.index.resolve;
