/**
 * The second engine: one collection of Amazon Rekognition for each application. In: a verified request context and
 * frames, which are looked at here first. Out: one bare picture to AWS, and candidates by Facial ID. What AWS holds is
 * written down here before it is sent, so that whatever lands can be erased; docs/rekognition.md says what holds and
 * what does not.
 *
 * <p>Only this package speaks to AWS. Never here: a vector, a Facial ID on its way to AWS, a picture that is kept.
 */
package dev.mien.index.rekognition;
